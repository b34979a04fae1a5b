package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.reference.Interpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The functions far from where random data is: on a fine grid from -120 to 120, and beyond. */
class AccuracyTest {
  private static final int POINTS = 4801;
  private static final double[] SPECIAL = {
    0, -0.0, 1e-30, -1e-30, 1e10, -1e10, Double.POSITIVE_INFINITY, -120
  };
  private static final String NODES =
      """
        @Input(4809) Tensor x();
        @Activation(RELU) @Output Tensor relu(Tensor x);
        @Activation(SIGMOID) @Output Tensor sigmoid(Tensor x);
        @Activation(TANH) @Output Tensor tanh(Tensor x);
        @Activation(HARD_SIGMOID) @Output Tensor hardSigmoid(Tensor x);
        @Activation(HARD_SWISH) @Output Tensor hardSwish(Tensor x);
        @Activation(SOFTPLUS) @Output Tensor softplus(Tensor x);
        @Activation(SELU) @Output Tensor selu(Tensor x);
        @Activation(SILU) @Output Tensor silu(Tensor x);
        @Activation(GELU) @Output Tensor gelu(Tensor x);
        @Activation(GELU_TANH) @Output Tensor geluTanh(Tensor x);
        @Activation(STEP) @Output Tensor step(Tensor x);
        @LeakyRelu @Output Tensor leaky(Tensor x);
        @Elu @Output Tensor elu(Tensor x);
      """;

  @TestFactory
  Stream<DynamicTest> functions() {
    List<DynamicTest> tests = new ArrayList<>();
    Compilation compilation =
        Compilation.of(
            "@Model(batch = 1) interface Single {\n" + NODES + "}",
            "@Model(batch = 1, type = DataType.DOUBLE) interface Twice {\n" + NODES + "}");
    for (String model : List.of("Single", "Twice")) {
      for (int bits : Compilation.WIDTHS) {
        tests.add(
            dynamicTest(model + ", " + bits + " bits", () -> check(compilation, model, bits)));
      }
    }
    return tests.stream();
  }

  private static void check(Compilation compilation, String model, int bits) {
    Net net = compilation.net(model, bits);
    double unit = net.spec().doublePrecision() ? 0x1p-52 : 0x1p-23;
    double[] grid =
        DoubleStream.concat(
                IntStream.range(0, POINTS).mapToDouble(i -> (i - POINTS / 2) / 20.0),
                DoubleStream.of(SPECIAL))
            .map(x -> (float) x)
            .toArray();
    double[] nan = new double[grid.length];
    Arrays.fill(nan, Double.NaN);
    Batch batch = new Batch(1, Map.of("x", grid));
    Map<String, double[]> found = net.predict(batch);
    Map<String, double[]> undefined = net.predict(new Batch(1, Map.of("x", nan)));
    new Interpreter(compilation.graph(model), batch, Map.of())
        .outputs()
        .forEach((name, expected) -> {
          for (int i = 0; i < grid.length; i++) {
            assertTrue(Double.isNaN(undefined.get(name)[i]), name + " hides NaN");
            // x times nearly nothing errs by bits of x, in the formula too.
            double size = Math.max(Math.abs(expected[i]), Math.clamp(Math.abs(grid[i]), 1, 10));
            double allowed = Double.isFinite(size) ? 8 * unit * size : 0;
            assertEquals(expected[i], found.get(name)[i], allowed, name + " of " + grid[i]);
          }
        });
  }
}
