package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.reference.Agreement;
import dev.lanewise.runtime.Sgd;
import dev.lanewise.runtime.program.Initialization;
import dev.lanewise.runtime.program.ParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** L1 and L2 beside layers. */
class PenaltyTest {
  @TestFactory
  Stream<DynamicTest> besideLayers() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "penalties of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(7) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d) @L1(0.01) Tensor a(Tensor x);
          @Prelu(perChannel = true) @L1(0.02) Tensor b(Tensor a);
          @Dense(units = %1$d, bias = false) @L2(0.03) Tensor c(Tensor b);
          @Dense(units = %1$d) @L2(value = 0.1, bias = true) @L1(0.2) Tensor d(Tensor c);
          @Dense(units = 5) @L2(0.5) @Output Tensor unread(Tensor c);
          @MeanSquaredErrorLoss(weight = 2) Tensor loss(Tensor d, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  /** Weights that lie in another order than the gradient that comes out of their products. */
  @TestFactory
  Stream<DynamicTest> besideConvolutions() {
    OpHarness harness = new OpHarness();
    for (int channels : new int[] {2, 17, 32}) {
      harness.add(
          "penalties of convolutions of " + channels,
          OpHarness.batch(channels),
          """
          @Input({%1$d, 5}) Tensor x();
          @Conv1d(filters = %1$d, kernel = 3) @L2(0.1) @L1(0.2) Tensor a(Tensor x);
          @ConvTranspose1d(filters = 2, kernel = 2) @L2(value = 0.1, bias = true) @L1(0.3)
          Tensor b(Tensor a);
          @Conv1d(filters = 32, kernel = 2, groups = 2) @L2(0.4) @L1(0.1) Tensor c(Tensor b);
          @DepthwiseConv1d(kernel = 2) @L2(0.3) Tensor d(Tensor c);
          @SeparableConv1d(filters = 3, kernel = 1, multiplier = 2) @L1(0.1) @L2(0.2)
          @Output Tensor y(Tensor d);
          @Label({3, 2}) Tensor target();
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(channels));
    }
    return harness.tests();
  }

  /** What is read as it lies, what stretches, and what nothing reads but the penalty. */
  @TestFactory
  Stream<DynamicTest> besideParameters() {
    OpHarness harness = new OpHarness();
    String[][] shapes = {{"17", "17"}, {"5, 3", "5, 1"}, {"2, 3, 4", "3, 4"}, {"33, 3", "3"}};
    for (int i = 0; i < shapes.length; i++) {
      harness.add(
          "penalties of parameters of " + shapes[i][0],
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @Label({%1$s}) Tensor target();
          @Parameter({%1$s}) @L2(0.1) Tensor full();
          @Parameter({%2$s}) @L1(0.2) @L2(0.3) Tensor bias();
          @Parameter({%2$s}) @L2(0.4) @Output Tensor alone();
          @Multiply Tensor product(Tensor x, Tensor full);
          @Add Tensor sum(Tensor product, Tensor bias);
          @Multiply Tensor again(Tensor sum, Tensor bias);
          @Multiply Tensor weights(@From("full") Tensor a, @From("bias") Tensor b);
          @Subtract @Output Tensor y(Tensor again, Tensor weights);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(shapes[i][0], shapes[i][1]));
    }
    return harness.tests();
  }

  /** As in Keras: parameters that uses share are penalised, and start, once. */
  @Test
  void insideOfBlocksOncePerParameter() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 3) interface Uses {
              @Block interface Part {
                @Input Tensor x();
                @Dense(units = 5) @L2(0.1) @Initialize(value = Initializer.HE_NORMAL, scale = 2)
                Tensor fc(Tensor x);
              }
              @Input(5) Tensor x();
              @Label(5) Tensor t();
              @Use(Part.class) Tensor first(Tensor x);
              @Use(Part.class) Tensor second(Tensor first);
              @Use(value = Part.class, shared = "both") Tensor third(Tensor second);
              @Use(value = Part.class, shared = "both") Tensor y(Tensor third);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    Agreement.check(compilation, "Uses");
    assertEquals(
        List.of("first.fc.weightL2", "second.fc.weightL2", "both.fc.weightL2", "loss"),
        compilation.graph("Uses").outputs(Role.LOSS).stream().map(Graph.Output::name).toList());
    for (ParameterSpec parameter : compilation.net("Uses", 0).spec().parameters()) {
      assertEquals(
          parameter.name().endsWith("weight")
              ? Initialization.heNormal(5, 2)
              : Initialization.defaultLinear(5),
          parameter.init());
    }
  }

  /** The derivative of a weight's magnitude at 0 is 0, as in PyTorch. */
  @Test
  void l1LeavesZerosAlone() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 2) interface Zeros {
              @Input(5) Tensor x();
              @Label(3) Tensor t();
              @Dense(units = 3, initializer = Initializer.ZEROS) @L1(7) Tensor zero(Tensor x);
              @Dense(units = 3) Tensor y(Tensor x);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    for (int bits : Compilation.WIDTHS) {
      Net net = compilation.net("Zeros", bits);
      Net.Step step = net.step(Batch.random(net.spec(), 2, 1));
      double[] gradient = step.gradients().get("zero.weight");
      assertEquals(15, gradient.length);
      assertTrue(Arrays.stream(gradient).allMatch(g -> g == 0));
    }
  }

  /** A layer that nothing else trains shrinks by {@code 1 - 2 value rate} a step. */
  @Test
  void l2DecaysWeightsAndNotTheirPads() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 2, type = DataType.DOUBLE) interface Decay {
              @Input(5) Tensor x();
              @Label(3) Tensor t();
              @Dense(units = 7) @L2(0.25) Tensor alone(Tensor x);
              @Dense(units = 3) Tensor y(Tensor x);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    for (int bits : Compilation.WIDTHS) {
      Net net = compilation.net("Decay", bits);
      double[] before = net.parameters().get("alone.weight");
      net.train(Batch.random(net.spec(), 2, 1), Sgd.withLearningRate(0.5), 2);
      double[] after = net.parameters().get("alone.weight");
      for (int i = 0; i < before.length; i++) {
        assertEquals(before[i] * 0.5625, after[i], 1e-15);
      }
      net.requireZeroPads();
    }
  }
}
