package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.reference.Agreement;
import org.junit.jupiter.api.Test;

/** Models of so many layers that their drivers are cut into several methods. */
class DeepModelsTest {
  private static final int LAYERS = 40;

  @Test
  void agreeWithTheInterpreter() {
    StringBuilder layers = new StringBuilder();
    for (int i = 1; i <= LAYERS; i++) {
      String conv = i % 2 == 0 ? "Conv1d(filters = 5, pads = 1" : "DepthwiseConv1d(pads = 1";
      layers.append(
          "@%s, kernel = 3, activation = TANH) Tensor h%d(Tensor h%d);\n"
              .formatted(conv, i, i - 1));
    }
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 9) interface Deep {
              @Input({5, 6}) Tensor x();
              @Conv1d(filters = 5, kernel = 1) Tensor h0(Tensor x);
              %s
              @GlobalAvgPool @Output Tensor y(Tensor h%d);
              @Label(5) Tensor target();
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
            }
            """
                .formatted(layers, LAYERS));
    assertTrue(compilation.sources().get("DeepNet512").contains("phase1Part2("));
    Agreement.check(compilation, "Deep");
  }
}
