package dev.lanewise.processor.graph;

import dev.lanewise.processor.diagnostics.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Gradients on their way back through a graph: what the pass {@code Autodiff} does to a model, and
 * scans to their step.
 */
public final class Backward implements Op.Gradients {
  private final GraphBuilder builder;
  private final Set<Node> varied;
  private final Supplier<Op> sum;
  private final Map<Value, Value> grads = new HashMap<>();

  /**
   * @param varied nodes whose gradients somebody asks for
   * @param sum the op that adds two values
   */
  public Backward(GraphBuilder builder, Set<Node> varied, Supplier<Op> sum) {
    this.builder = builder;
    this.varied = varied;
    this.sum = sum;
  }

  /** A value that several nodes read gets the sum of what comes back. */
  public void accumulate(Value value, Value grad) {
    grads.merge(
        value, grad, (a, b) -> add(value.name() + "Grad", sum.get(), List.of(a, b)).result());
  }

  /** The gradient of a value, as far as it has come. */
  public Optional<Value> gradient(Value value) {
    return Optional.ofNullable(grads.get(value));
  }

  /** From the gradients of a node's results to those of its inputs. */
  public void through(Node node) {
    List<Value> resultGrads = new ArrayList<>();
    for (int i = 0; i < node.types().size(); i++) {
      resultGrads.add(grads.get(node.result(i)));
    }
    boolean flows = resultGrads.stream().anyMatch(grad -> grad != null);
    if (node.inputs().isEmpty() || !varied.contains(node) || !flows) {
      return;
    }
    List<Value> inputGrads = node.op().gradient(this, node, resultGrads);
    for (int i = 0; i < inputGrads.size(); i++) {
      if (inputGrads.get(i) != null && needs(node.input(i))) {
        accumulate(node.input(i), inputGrads.get(i));
      }
    }
  }

  @Override
  public Node add(String name, Op op, List<Value> inputs) {
    return builder.add(name, op, inputs, Origin.NONE);
  }

  @Override
  public boolean needs(Value value) {
    return varied.contains(value.node());
  }

  @Override
  public Op sum() {
    return sum.get();
  }
}
