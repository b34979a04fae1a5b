package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Batch normalisation: inputs x, running mean and variance, and weight and bias where there are
 * such.
 */
record BatchNormOp(double eps, double momentum) implements Composite {
  @Override
  public String mnemonic() {
    return "batch_norm";
  }

  @Override
  public String attributes() {
    return eps + " " + momentum;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst());
  }

  /** A product and an addition for each element of a prediction. */
  @Override
  public long flops(Node node) {
    return 2L * node.types().getFirst().sampleSize();
  }

  @Override
  public List<Value> expand(Mode mode, Node node, List<Value> inputs, Expansion graph) {
    return mode == Mode.TRAINING ? train(node, inputs, graph) : predict(node, inputs, graph);
  }

  private List<Value> train(Node node, List<Value> inputs, Expansion graph) {
    Value x = inputs.getFirst();
    Node moments = graph.add(node.name() + "Moments", new ChannelMomentsOp(eps), List.of(x)).node();
    List<Value> buffers = List.of(inputs.get(1), inputs.get(2));
    List<Value> running = new ArrayList<>(buffers.stream().map(graph::current).toList());
    running.addAll(List.of(moments.result(0), moments.result(1)));
    Node moved =
        graph.add(node.name() + "Running", new RunningStatisticsOp(momentum), running).node();
    graph.update(buffers.get(0), moved.result(0));
    graph.update(buffers.get(1), moved.result(1));
    List<Value> operands = new ArrayList<>(List.of(x, moments.result(0), moments.result(2)));
    operands.addAll(inputs.subList(3, inputs.size()));
    Op norm = StretchedOp.of(new ChannelNormOp(operands.size() > 3), operands);
    return List.of(graph.add(node.name(), norm, operands));
  }

  private List<Value> predict(Node node, List<Value> inputs, Expansion graph) {
    List<Value> known = inputs.subList(1, inputs.size());
    Node scale = graph.add(node.name() + "Scale", new ChannelScaleOp(eps), known).node();
    List<Value> operands = List.of(inputs.getFirst(), scale.result(0), scale.result(1));
    Op apply = StretchedOp.of(new ScaleShiftOp(), operands);
    return List.of(graph.add(node.name(), apply, operands));
  }
}
