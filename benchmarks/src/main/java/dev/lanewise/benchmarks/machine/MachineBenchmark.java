package dev.lanewise.benchmarks.machine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The machine's peaks. An operation is one floating-point operation or one byte read, so the score
 * in operations a nanosecond is GFLOP/s or GB/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class MachineBenchmark {

  private static final int L1 = 16 << 10;
  private static final int L2 = 256 << 10;
  private static final int L3 = 8 << 20;

  private final FmaPeak peak = new FmaPeak();
  private final Streaming l1 = new Streaming(L1);
  private final Streaming l2 = new Streaming(L2);
  private final Streaming l3 = new Streaming(L3);

  /** GFLOP/s of multiply-adds on registers. */
  @Benchmark
  @OperationsPerInvocation(FmaPeak.FLOPS)
  public void fmaPeak() {
    peak.repeat(1);
  }

  /** GB/s from a matrix of 16 KB. */
  @Benchmark
  @OperationsPerInvocation(L1)
  public void readL1() {
    l1.repeat(1);
  }

  /** GB/s from a matrix of 256 KB. */
  @Benchmark
  @OperationsPerInvocation(L2)
  public void readL2() {
    l2.repeat(1);
  }

  /** GB/s from a matrix of 8 MB. */
  @Benchmark
  @OperationsPerInvocation(L3)
  public void readL3() {
    l3.repeat(1);
  }
}
