package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.reference.Agreement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Images, and one number for each of their channels, between layers that keep channels apart. */
class ChannelSweepTest {
  /** A gate for each channel: squeeze and excitation (Hu et al., 2018). */
  @TestFactory
  Stream<DynamicTest> gates() {
    OpHarness harness = new OpHarness();
    int[] channels = {1, 3, 16, 19, 70};
    for (int i = 0; i < channels.length; i++) {
      harness.add(
          channels[i] + " gates",
          OpHarness.batch(i),
          """
          @Input({%1$d, 3, 4}) Tensor x();
          @Label({%1$d, 3, 4}) Tensor t();
          @Conv2d(filters = %1$d, kernel = 3, padding = Padding.SAME) Tensor h(Tensor x);
          @ReduceMean(axes = {1, 2}, keepDims = true) @Output Tensor mean(Tensor h);
          @Conv2d(filters = 2, kernel = 1, activation = RELU) Tensor squeezed(Tensor mean);
          @Conv2d(filters = %1$d, kernel = 1, activation = SIGMOID) Tensor gate(Tensor squeezed);
          @Multiply @Output Tensor gated(Tensor gate, Tensor h);
          @Activation(TANH) Tensor bent(Tensor gated);
          @Conv2d(filters = %1$d, kernel = 3, padding = Padding.SAME) Tensor y(Tensor bent);
          @ReduceSum(axes = {-1, 1}) @Output Tensor sum(Tensor y);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
          """
              .formatted(channels[i]));
    }
    return harness.tests();
  }

  /** One of them for all pixels, one for everything, learned and fixed. */
  @TestFactory
  Stream<DynamicTest> numbersByChannel() {
    OpHarness harness = new OpHarness();
    int[] channels = {2, 7, 33};
    for (int i = 0; i < channels.length; i++) {
      int c = channels[i];
      String means = "{" + "0.5, ".repeat(c - 1) + "0.25}";
      harness.add(
          c + " scales",
          OpHarness.batch(i),
          """
          @Input({%1$d, 5}) Tensor x();
          @Label({%1$d, 5}) Tensor t();
          @Parameter({%1$d, 1}) Tensor own();
          @Parameter(1) Tensor same();
          @Conv1d(filters = %1$d, kernel = 3, padding = Padding.SAME) Tensor h(Tensor x);
          @Normalize(mean = %2$s, deviation = 0.5) Tensor d(Tensor h);
          @Subtract Tensor e(Tensor own, Tensor d);
          @Multiply Tensor f(Tensor e, Tensor same);
          @Add Tensor g(Tensor f, Tensor h);
          @Activation(SIGMOID) Tensor k(Tensor g);
          @Conv1d(filters = %1$d, kernel = 3, padding = Padding.SAME) @Output Tensor y(Tensor k);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
          """
              .formatted(c, means));
    }
    return harness.tests();
  }

  /** In prediction steps of the convolution; not differentiated by differences, for their kinks. */
  @Test
  void slopesByChannel() {
    Compilation slopes =
        Compilation.of(
            """
            @Model(batch = 5) interface Slopes {
              @Input({3, 5, 6}) Tensor x();
              @Label({19, 5, 6}) Tensor t();
              @Conv2d(filters = 19, kernel = 3, padding = Padding.SAME) Tensor a(Tensor x);
              @Prelu(perChannel = true) Tensor b(Tensor a);
              @DepthwiseConv2d(kernel = 3, padding = Padding.SAME) Tensor c(Tensor b);
              @Prelu(perChannel = true) Tensor d(Tensor c);
              @Prelu Tensor e(Tensor d);
              @Conv2d(filters = 19, kernel = 3, padding = Padding.SAME) Tensor f(Tensor e);
              @Add Tensor g(Tensor f, Tensor e);
              @Prelu(perChannel = true) @Output Tensor y(Tensor g);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    Agreement.check(slopes, "Slopes");
  }

  /** A mean over the pixels is the pooling that reads images as they lie; one of others is not. */
  @Test
  void sumsOverSpaceArePoolings() {
    Graph graph =
        Compilation.of(
                """
                @Model interface Reduced {
                  @Input({3, 4, 5}) Tensor x();
                  @ReduceMean(axes = {2, 1}) @Output Tensor mean(Tensor x);
                  @ReduceSum(axes = {-2, -1}, keepDims = true) @Output Tensor sum(Tensor x);
                  @ReduceMax(axes = {1, 2}, keepDims = true) @Output Tensor max(Tensor x);
                  @ReduceMean(axes = 1, keepDims = true) @Output Tensor other(Tensor x);
                }
                """)
            .graph("Reduced");
    assertEquals(
        List.of("input", "average_pool", "reshape", "sum_pool", "reduce_max", "reduce_mean"),
        graph.nodes().stream().map(node -> node.op().mnemonic()).toList());
  }
}
