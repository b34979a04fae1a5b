package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Reverse-mode differentiation of the weighted sum of the losses: adds, behind the forward nodes,
 * the nodes that compute the gradient of every parameter. The gradient of {@code x} is called
 * {@code xGrad}.
 *
 * <pre>
 * h = dense x, w; loss l = mse h, t   gains   hGrad = mse_grad h, t, lGrad; wGrad = dense_weight_grad x, hGrad
 * </pre>
 */
public final class Autodiff implements Op.Gradients {
  private final Graph forward;
  private final Supplier<Op> sum;
  private final BiFunction<TensorType, Double, Op> constant;
  private final GraphBuilder builder;
  private final Map<Value, Value> grads = new HashMap<>();
  private final Set<Node> trained = new HashSet<>();

  /**
   * @param sum the op that adds two values
   * @param constant the op that makes a constant of a type
   */
  public static Graph run(
      Graph forward, Supplier<Op> sum, BiFunction<TensorType, Double, Op> constant) {
    return new Autodiff(forward, sum, constant).run();
  }

  private Autodiff(Graph forward, Supplier<Op> sum, BiFunction<TensorType, Double, Op> constant) {
    this.forward = forward;
    this.sum = sum;
    this.constant = constant;
    this.builder = new GraphBuilder(forward.name());
  }

  private Graph run() {
    for (Node node : forward.nodes()) {
      builder.keep(node);
      if (node.op() instanceof ParameterOp parameter && parameter.isTrained()
          || node.inputs().stream().anyMatch(input -> trained.contains(input.node()))) {
        trained.add(node);
      }
    }
    for (Output update : forward.outputs(Role.UPDATE)) {
      builder.output(update.role(), update.name(), update.value(), update.weight());
    }
    for (Output loss : forward.outputs(Role.LOSS)) {
      builder.output(loss.role(), loss.name(), loss.value(), loss.weight());
      Op seed = constant.apply(loss.value().type(), loss.weight());
      accumulate(loss.value(), add(loss.name() + "Grad", seed, List.of()).result());
    }
    for (Node node : forward.nodes().reversed()) {
      backward(node);
    }
    for (Node parameter : forward.parameters()) {
      Value grad = grads.get(parameter.result());
      if (grad != null) {
        builder.output(Role.GRADIENT, parameter.name(), grad, 1);
      }
    }
    return builder.build();
  }

  private void backward(Node node) {
    List<Value> resultGrads = new ArrayList<>();
    for (int i = 0; i < node.types().size(); i++) {
      resultGrads.add(grads.get(node.result(i)));
    }
    boolean flows = resultGrads.stream().anyMatch(grad -> grad != null);
    if (node.inputs().isEmpty() || !trained.contains(node) || !flows) {
      return;
    }
    List<Value> inputGrads = node.op().gradient(this, node, resultGrads);
    for (int i = 0; i < inputGrads.size(); i++) {
      if (inputGrads.get(i) != null && needs(node.input(i))) {
        accumulate(node.input(i), inputGrads.get(i));
      }
    }
  }

  /** A value that several nodes read gets the sum of what comes back. */
  private void accumulate(Value value, Value grad) {
    grads.merge(
        value, grad, (a, b) -> add(value.name() + "Grad", sum.get(), List.of(a, b)).result());
  }

  @Override
  public Node add(String name, Op op, List<Value> inputs) {
    return builder.add(name, op, inputs, Origin.NONE);
  }

  @Override
  public boolean needs(Value value) {
    return trained.contains(value.node());
  }
}
