package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.reference.Interpreter;
import dev.lanewise.runtime.Sgd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Training by the runtime's trainer: pads stay zero, and all widths arrive at the same weights. */
class TrainingStepsTest {
  private static final int[] UNITS = {7, 17, 36};

  /** Sigmoid is one half at zero: the pads of its layers would reach those of the next weights. */
  @TestFactory
  Stream<DynamicTest> threeStepsLeavePadsZeroAndWeightsEqual() {
    StringBuilder sources = new StringBuilder();
    for (int units : UNITS) {
      for (String type : new String[] {"FLOAT", "DOUBLE"}) {
        sources.append(
            """
            @Model(batch = 9, type = DataType.%2$s) interface Sigmoid%1$d%2$s {
              @Input(5) Tensor x();
              @Label(3) Tensor target();
              @ClassLabel(3) Tensor label();
              @Dense(units = %1$d, activation = SIGMOID) Tensor a(Tensor x);
              @Dense(units = %1$d, activation = SIGMOID) Tensor b(Tensor a);
              @Add Tensor sum(Tensor a, Tensor b);
              @Dense(units = 3, activation = SIGMOID) Tensor y(Tensor sum);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
              @CrossEntropyLoss Tensor other(Tensor y, Tensor label);
            }
            """
                .formatted(units, type));
      }
    }
    Compilation compilation = Compilation.of(sources.toString().split("(?=@Model)"));
    return compilation.names().stream()
        .flatMap(name ->
            Compilation.WIDTHS.stream()
                .map(bits -> dynamicTest(name + " " + bits, () -> steps(compilation, name, bits))));
  }

  private static void steps(Compilation compilation, String model, int bits) {
    Net net = compilation.net(model, bits);
    Batch batch = Batch.random(net.spec(), 7, 3);
    Map<String, double[]> expected = net.parameters();
    for (int step = 0; step < 3; step++) {
      net.train(batch, Sgd.withLearningRate(0.5), 1);
      net.requireZeroPads();
      expected = descend(compilation.graph(model), batch, expected, 0.5);
      double tolerance = net.spec().doublePrecision() ? 1e-14 : 1e-6;
      Map<String, double[]> found = net.parameters();
      expected.forEach((name, values) -> {
        for (int i = 0; i < values.length; i++) {
          assertEquals(values[i], found.get(name)[i], tolerance, name + " " + i);
        }
      });
    }
  }

  private static Map<String, double[]> descend(
      Graph graph, Batch batch, Map<String, double[]> weights, double rate) {
    Map<String, double[]> gradients = new Interpreter(graph, batch, weights).gradients();
    Map<String, double[]> next = new LinkedHashMap<>();
    weights.forEach((name, values) -> {
      double[] moved = values.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= rate * gradients.get(name)[i];
      }
      next.put(name, moved);
    });
    return next;
  }

  /** The step of backpropagation that everybody works through by hand. */
  @Test
  void theNumbersOfTheTextbook() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 1, type = DataType.DOUBLE) interface Textbook {
              @Input(2) Tensor i();
              @Label(2) Tensor target();
              @Dense(units = 2) @Output Tensor z(Tensor i);
              @Activation(SIGMOID) @Output Tensor h(Tensor z);
              @Dense(units = 2, activation = SIGMOID) @Output Tensor o(Tensor h);
              @MeanSquaredErrorLoss Tensor total(Tensor o, Tensor target);
            }
            """);
    for (int bits : Compilation.WIDTHS) {
      Net net = compilation.net("Textbook", bits);
      net.parameters(
          Map.of(
              "z.weight", new double[] {0.15, 0.20, 0.25, 0.30},
              "z.bias", new double[] {0.35, 0.35},
              "o.weight", new double[] {0.40, 0.45, 0.50, 0.55},
              "o.bias", new double[] {0.60, 0.60}));
      Batch batch =
          new Batch(1, Map.of("i", new double[] {0.05, 0.10}, "target", new double[] {0.01, 0.99}));
      Map<String, double[]> outputs = net.predictOne(batch);
      assertEquals(0.3775, outputs.get("z")[0], 5e-5);
      assertEquals(0.5933, outputs.get("h")[0], 5e-5);
      assertEquals(0.2748, Math.pow(0.01 - outputs.get("o")[0], 2) / 2, 5e-5);
      Net.Step step = net.step(batch);
      assertEquals(0.2984, step.loss(), 5e-5);
      assertEquals(0.082167, step.gradients().get("o.weight")[0], 5e-7);
      net.train(batch, Sgd.withLearningRate(0.1), 1);
      assertEquals(0.3918, net.parameters().get("o.weight")[0], 5e-5);
    }
  }
}
