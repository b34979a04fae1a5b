package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import dev.lanewise.processor.ops.shape.ReshapeOp;
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
    Node moments = moments(node, x, graph);
    List<Value> buffers = List.of(inputs.get(1), inputs.get(2));
    List<Value> running = new ArrayList<>(buffers.stream().map(graph::current).toList());
    running.addAll(List.of(moments.result(0), moments.result(1)));
    Node moved =
        graph
            .add(
                node.name() + "Running",
                new RunningStatisticsOp(momentum, PixelStatistics.pixels(x.type())),
                running)
            .node();
    graph.update(buffers.get(0), moved.result(0));
    graph.update(buffers.get(1), moved.result(1));
    List<Value> operands = new ArrayList<>(List.of(x, moments.result(0), moments.result(2)));
    for (Value learned : inputs.subList(3, inputs.size())) {
      operands.add(besidePixels(learned, x, graph));
    }
    Op norm = StretchedOp.of(new ChannelNormOp(operands.size() > 3), operands);
    return List.of(graph.add(node.name(), norm, operands));
  }

  /** Of an image first over the pixels of each sample, while they are in the cache. */
  private Node moments(Node node, Value x, Expansion graph) {
    String name = node.name() + "Moments";
    Op channels = new ChannelMomentsOp(eps);
    if (x.type().sampleDims().size() == 1) {
      return graph.add(name, channels, List.of(x)).node();
    }
    Node rows = graph.add(node.name() + "RowMoments", new PixelMomentsOp(), List.of(x)).node();
    return graph.add(name, channels, List.of(rows.result(0), rows.result(1))).node();
  }

  /** One number for each channel in a shape that stretches to that of x. */
  private static Value besidePixels(Value channels, Value x, Expansion graph) {
    List<Dim> dims = PixelStatistics.channels(x.type()).sampleDims();
    return dims.size() == 1
        ? channels
        : graph.add(channels.name() + "Channels", new ReshapeOp(dims), List.of(channels));
  }

  private List<Value> predict(Node node, List<Value> inputs, Expansion graph) {
    List<Value> known = inputs.subList(1, inputs.size());
    Node scale = graph.add(node.name() + "Scale", new ChannelScaleOp(eps), known).node();
    Value x = inputs.getFirst();
    List<Value> operands =
        List.of(
            x, besidePixels(scale.result(0), x, graph), besidePixels(scale.result(1), x, graph));
    Op apply = StretchedOp.of(new ScaleShiftOp(), operands);
    return List.of(graph.add(node.name(), apply, operands));
  }
}
