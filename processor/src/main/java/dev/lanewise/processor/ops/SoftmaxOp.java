package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Index;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code y_i = exp(x_i - max x) / sum_j exp(x_j - max x)} over the features of a sample, or its
 * logarithm, {@code x_i - max x - log sum_j exp(x_j - max x)}.
 */
record SoftmaxOp(boolean log) implements Op {
  @Override
  public String mnemonic() {
    return log ? "log_softmax" : "softmax";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs;
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(resultGrads.getFirst(), node.result());
    Op grad = new SoftmaxGradOp(log);
    return List.of(gradients.add(node.name() + "PreGrad", grad, inputs).result());
  }

  /** A subtraction, an exponential, an addition and a product or a subtraction for each element. */
  @Override
  public long flops(Node node) {
    return 4L * node.types().getFirst().sampleSize();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Rows(log));
  }

  private record Rows(boolean log) implements RowAlgorithm {
    @Override
    public String name() {
      return "rows";
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public int scratch(Node node, Context context) {
      return SoftmaxRows.scratch(node, context);
    }

    @Override
    public void lower(Lowering l) {
      SoftmaxRows softmax = new SoftmaxRows(l, l.input(0), l.result(0));
      Consumer<Index> sample = log ? softmax::lowerLog : softmax::lower;
      l.eachRow(sample);
    }
  }
}
