package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Backward;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.TensorType;
import java.util.HashSet;
import java.util.List;
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
public final class Autodiff {
  private final Graph forward;
  private final BiFunction<TensorType, Double, Op> constant;
  private final GraphBuilder builder;
  private final Set<Node> trained = new HashSet<>();
  private final Backward backward;

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
    this.constant = constant;
    this.builder = new GraphBuilder(forward.name());
    this.backward = new Backward(builder, trained, sum);
  }

  private Graph run() {
    for (Node node : forward.nodes()) {
      builder.keep(node);
      if (node.op() instanceof ParameterOp parameter && parameter.isTrained()
          || node.inputs().stream().anyMatch(input -> trained.contains(input.node()))) {
        trained.add(node);
      }
    }
    forward.outputs().stream()
        .filter(o -> o.role() == Role.UPDATE || o.role() == Role.KEPT)
        .forEach(o -> builder.output(o.role(), o.name(), o.value(), o.weight()));
    for (Output loss : forward.outputs(Role.LOSS)) {
      builder.output(loss.role(), loss.name(), loss.value(), loss.weight());
      Op seed = constant.apply(loss.value().type(), loss.weight());
      backward.accumulate(
          loss.value(), backward.add(loss.name() + "Grad", seed, List.of()).result());
    }
    forward.nodes().reversed().forEach(backward::through);
    for (Node parameter : forward.parameters()) {
      backward
          .gradient(parameter.result())
          .ifPresent(grad -> builder.output(Role.GRADIENT, parameter.name(), grad, 1));
    }
    return builder.build();
  }
}
