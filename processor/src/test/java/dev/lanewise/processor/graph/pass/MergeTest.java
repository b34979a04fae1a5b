package dev.lanewise.processor.graph.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Target;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final String LAYER =
      """
      @Model(batch = 4) interface Layer {
        @SequenceInput(length = 7, features = 2) Tensor x();
        @Label({7, 3}) Tensor t();
        @Lstm(units = 3) @Output Tensor y(Tensor x);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
      }
      """;

  @Test
  void bothBiasesOfARecurrentLayerHaveOneGradient() {
    Graph train = Passes.autodiff(Passes.frontend(LAYER));
    assertEquals(gradient(train, "y.bias_ih_l0"), gradient(train, "y.bias_hh_l0"));
    assertNotEquals(gradient(train, "y.weight_ih_l0"), gradient(train, "y.weight_hh_l0"));
    assertEquals(
        1, train.nodes().stream().filter(n -> n.op().mnemonic().equals("row_sum")).count());
  }

  private static Value gradient(Graph graph, String parameter) {
    return graph.outputs(Role.GRADIENT).stream()
        .filter(output -> output.name().equals(parameter))
        .findFirst()
        .orElseThrow()
        .value();
  }

  /** The optimiser finds both beside their biases. */
  @Test
  void eachBiasHasAGradientOfItsOwnPlace() {
    Graph train = Fuse.run(Passes.autodiff(Passes.frontend(LAYER)));
    Plan plan = Passes.plan(train, Target.VECTOR_512, ProgramKind.TRAINING);
    assertNotEquals(gradient(plan.graph(), "y.bias_ih_l0"), gradient(plan.graph(), "y.bias_hh_l0"));
  }

  /** Two parameters of one shape are two, and so is what is made of them. */
  @Test
  void whatReadsOthersIsAnother() {
    Graph net =
        Passes.frontend(
            """
            @Model interface Twins {
              @Input(3) Tensor x();
              @Dense(units = 2) Tensor a(Tensor x);
              @Dense(units = 2) Tensor b(Tensor x);
              @Add @Output Tensor y(Tensor a, Tensor b);
            }
            """);
    assertEquals(Passes.print(net), Passes.print(Merge.run(net)));
  }
}
