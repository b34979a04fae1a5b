package dev.lanewise.processor.graph.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.loop.Target;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final String SHIFTS =
      """
      @Model(batch = 4) interface Shifts {
        @Input(3) Tensor x();
        @Label(3) Tensor t();
        @Parameter(3) Tensor p();
        @Parameter(3) Tensor q();
        @Add Tensor a(Tensor x, Tensor p);
        @Add @Output Tensor y(Tensor a, Tensor q);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
      }
      """;

  @Test
  void whatIsAddedAlikeHasOneGradient() {
    Graph train = Passes.autodiff(Passes.frontend(SHIFTS));
    assertEquals(Passes.gradient(train, "p"), Passes.gradient(train, "q"));
    assertEquals(
        1, train.nodes().stream().filter(n -> n.op().mnemonic().equals("row_sum")).count());
  }

  /** The optimiser finds both beside their parameters. */
  @Test
  void eachParameterHasAGradientOfItsOwnPlace() {
    Graph train = Fuse.run(Passes.autodiff(Passes.frontend(SHIFTS)));
    Plan plan = Passes.plan(train, Target.VECTOR_512, ProgramKind.TRAINING);
    assertNotEquals(Passes.gradient(plan.graph(), "p"), Passes.gradient(plan.graph(), "q"));
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
