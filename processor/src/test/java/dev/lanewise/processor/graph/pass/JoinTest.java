package dev.lanewise.processor.graph.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinTest {
  private static List<Node> weightGradients(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op().mnemonic().equals("dense_weight_grad"))
        .toList();
  }

  /** An LSTM's products with its inputs and its states, and the bias of both. */
  @Test
  void addedProductsHaveOneNodeForTheirWeights() {
    Graph train =
        Passes.autodiff(
            Passes.frontend(
                """
                @Model(batch = 4) interface Sums {
                  @SequenceInput(length = 5, features = 3) Tensor x();
                  @Label(2) Tensor t();
                  @Lstm(units = 2, returnSequence = false) @Output Tensor h(Tensor x);
                  @MeanSquaredErrorLoss Tensor loss(Tensor h, Tensor t);
                }
                """));
    List<Node> nodes = weightGradients(train);
    assertEquals(1, nodes.size());
    assertEquals(3, nodes.getFirst().inputs().size());
    assertEquals(List.of(8, 3), Passes.gradient(train, "h.weight_ih_l0").type().shape());
    assertEquals(List.of(8, 2), Passes.gradient(train, "h.weight_hh_l0").type().shape());
    assertEquals(Passes.gradient(train, "h.bias_ih_l0"), Passes.gradient(train, "h.bias_hh_l0"));
  }

  /** Only one of them has a bias. */
  @Test
  void whatOneOfThemDoesNotHaveIsTheOthers() {
    Graph train =
        Passes.autodiff(
            Passes.frontend(
                """
                @Model(batch = 4) interface Sums {
                  @Input(3) Tensor x();
                  @Label(2) Tensor t();
                  @Dense(units = 7, activation = RELU) Tensor h(Tensor x);
                  @Dense(units = 2, bias = false) Tensor a(Tensor x);
                  @Dense(units = 2) Tensor b(Tensor h);
                  @Add @Output Tensor y(Tensor a, Tensor b);
                  @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
                }
                """));
    assertEquals(2, weightGradients(train).size());
    assertEquals(List.of(2, 3), Passes.gradient(train, "a.weight").type().shape());
    assertEquals(List.of(2, 7), Passes.gradient(train, "b.weight").type().shape());
    assertEquals(List.of(2), Passes.gradient(train, "b.bias").type().shape());
    assertEquals(
        Passes.gradient(train, "a.weight").node(), Passes.gradient(train, "b.bias").node());
    assertNotEquals(
        Passes.gradient(train, "h.weight").node(), Passes.gradient(train, "b.weight").node());
  }
}
