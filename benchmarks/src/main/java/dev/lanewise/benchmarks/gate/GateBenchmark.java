package dev.lanewise.benchmarks.gate;

import dev.lanewise.benchmarks.timing.Routine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The kernels one by one, by hand and generated, each in a JVM of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class GateBenchmark {

  /** Who wrote the kernels. */
  @Param({"handwritten", "generated"})
  public String kernels;

  private Routine directConv;
  private Routine winogradConv;
  private Routine lstmStep;

  /** Compiles what is generated. */
  @Setup
  public void prepare() {
    GateKernels chosen =
        kernels.equals("generated") ? new GeneratedKernels() : new HandwrittenKernels();
    directConv = GateProblem.DIRECT_CONV.routine(chosen);
    winogradConv = GateProblem.WINOGRAD_CONV.routine(chosen);
    lstmStep = GateProblem.LSTM_STEP.routine(chosen);
  }

  /** 3x3 convolution, 64 to 64 channels, 56x56. */
  @Benchmark
  public void directConv() {
    directConv.repeat(1);
  }

  /** The same by Winograd. */
  @Benchmark
  public void winogradConv() {
    winogradConv.repeat(1);
  }

  /** LSTM step, 64 inputs, 64 units. */
  @Benchmark
  public void lstmStep() {
    lstmStep.repeat(1);
  }
}
