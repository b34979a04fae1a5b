package dev.lanewise.processor.graph;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the verifier of graphs refuses: mistakes of a pass, each by name. */
class GraphVerifierTest {
  private static final TensorType ROW = TensorType.of(DType.F32, List.of(3));

  private final Node x = input("x", ROW);
  private final Node sum = node("sum", x.result(), x.result());

  @Test
  void aSoundGraphPasses() {
    Output output = new Output(Role.RESULT, "sum", sum.result(), 1);
    assertDoesNotThrow(() -> GraphVerifier.verify(graph(List.of(x, sum), output)));
  }

  @Test
  void aNodeBeforeItsInput() {
    refused("before it is computed", graph(List.of(sum, x)));
  }

  @Test
  void aNodeTwice() {
    refused("occurs twice", graph(List.of(x, sum, sum)));
  }

  @Test
  void aResultThatIsNone() {
    refused("lacks", graph(List.of(x, node("y", x.result(), new Value(x, 1)))));
  }

  @Test
  void typesThatTheOpDoesNotInfer() {
    TensorType other = TensorType.of(DType.F32, List.of(4));
    Node wrong =
        new Node(
            "wrong", new AddOp(), List.of(x.result(), x.result()), List.of(other), Origin.NONE);
    refused("does not infer", graph(List.of(x, wrong)));
  }

  @Test
  void anOutputFromElsewhere() {
    Output output = new Output(Role.RESULT, "sum", sum.result(), 1);
    refused("output sum is not in the graph", graph(List.of(x), output));
  }

  @Test
  void anOutputInError() {
    Node error = input("error", TensorType.ERROR);
    Output output = new Output(Role.RESULT, "error", error.result(), 1);
    refused("in error", graph(List.of(error), output));
  }

  private static Graph graph(List<Node> nodes, Output... outputs) {
    return new Graph("graph", nodes, List.of(outputs));
  }

  private static Node input(String name, TensorType type) {
    InputOp op = new InputOp(InputOp.Kind.DATA, type, 0);
    return new Node(name, op, List.of(), List.of(type), Origin.NONE);
  }

  private static Node node(String name, Value... inputs) {
    return new Node(name, new AddOp(), List.of(inputs), List.of(ROW), Origin.NONE);
  }

  private static void refused(String fault, Graph graph) {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> GraphVerifier.verify(graph));
    assertTrue(e.getMessage().contains(fault), e::getMessage);
  }
}
