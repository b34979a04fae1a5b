package dev.lanewise.benchmarks.models;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Prediction, each model in a JVM of its own. Run with {@code -prof gc}: {@code gc.alloc.rate.norm}
 * has to round to 0 bytes a call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class PredictBenchmark {

  private static final long SEED = 1;
  private static final int ROWS = 64;

  private final Mlp2Net.Predictor mlp2 = Mlp2Net.create(SEED).predictor();
  private final Mlp16Net.Predictor mlp16 = Mlp16Net.create(SEED).predictor();
  private final Mlp784Net.Predictor mlp784 = Mlp784Net.create(SEED).predictor();
  private final Mlp512Net.Predictor mlp512 = Mlp512Net.create(SEED).predictor();
  private final Dense512Net.Predictor dense512 = Dense512Net.create(SEED).predictor();

  private final float[] in2 = {0.25f, -0.5f};
  private final float[] out1 = new float[1];
  private final float[] in16 = new float[16];
  private final float[] out4 = new float[4];
  private final float[] in784 = new float[784];
  private final float[] out10 = new float[10];
  private final float[] in512 = new float[512];
  private final float[] out512 = new float[512];
  private final float[] rowsIn = new float[ROWS * 512];
  private final float[] rowsOut = new float[ROWS * 512];

  /** 2-8-1, one row. */
  @Benchmark
  public float[] mlp2() {
    mlp2.predict(in2, out1);
    return out1;
  }

  /** 16-32-16-4, one row. */
  @Benchmark
  public float[] mlp16() {
    mlp16.predict(in16, out4);
    return out4;
  }

  /** 784-128-64-10, one row. */
  @Benchmark
  public float[] mlp784() {
    mlp784.predict(in784, out10);
    return out10;
  }

  /** 512-512-512-512, one row. */
  @Benchmark
  public float[] mlp512() {
    mlp512.predict(in512, out512);
    return out512;
  }

  /** One dense layer, 512 to 512, 64 rows. */
  @Benchmark
  public float[] dense512() {
    dense512.predict(rowsIn, ROWS, rowsOut);
    return rowsOut;
  }
}
