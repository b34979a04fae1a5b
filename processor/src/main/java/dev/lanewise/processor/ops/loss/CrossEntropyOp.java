package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.SoftmaxRows;
import dev.lanewise.processor.ops.VectorTail;
import java.util.Arrays;
import java.util.List;

/**
 * {@code l_r = log(sum_i exp(x_i)) - x_label} per sample, with the maximum taken out. Inputs are
 * logits and labels; the second result keeps the probabilities for the gradient.
 */
record CrossEntropyOp() implements Op {
  @Override
  public String mnemonic() {
    return "cross_entropy";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Losses.perRow(inputs.getFirst()), inputs.getFirst());
  }

  /** A subtraction, an exponential, an addition and a product for each class. */
  @Override
  public long flops(Node node) {
    return 4L * node.input(0).type().sampleSize();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(node.result(1), node.input(1), resultGrads.getFirst());
    String name = node.input(0).name() + "Grad";
    return Arrays.asList(gradients.add(name, new Grad(), inputs).result(), null);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Forward());
  }

  /** {@code xGrad = lGrad_r (p - onehot(label))}: inputs probabilities, labels and lGrad. */
  record Grad() implements Op {
    @Override
    public String mnemonic() {
      return "cross_entropy_grad";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(inputs.getFirst());
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Backward());
    }
  }

  private static final class Forward extends SoftmaxLoss {
    @Override
    void call(Lowering l, SoftmaxRows softmax, Kernel kernel, Index row, Index label) {
      Place x = l.input(0).at(row).plus(label);
      Place loss = l.result(0).at(row);
      l.call(kernel, List.of(x, softmax.max(row), softmax.sum(row), loss));
    }

    @Override
    Kernel kernel(Lowering l, DType type, int classes) {
      KernelBuilder k = l.kernel("crossEntropyRow");
      Place x = k.place("x", type);
      Place max = k.place("max", type);
      Place sum = k.place("sum", type);
      Place loss = k.place("loss", type);
      Expr log = k.element(sum).apply(Expr.UnaryOp.LOG);
      k.store(loss, 0, log.plus(k.element(max).minus(k.element(x))));
      return l.finish(k, "loss = log(sum) + max - x[label].");
    }
  }

  private static final class Backward extends SoftmaxLoss.Backward {
    @Override
    Kernel kernel(Lowering l, DType type, int classes) {
      KernelBuilder k = l.kernel("crossEntropyGradRow");
      Place p = k.place("p", type);
      Place lossGrad = k.place("lossGrad", type);
      Place xGrad = k.place("xGrad", type);
      Index label = k.index("label");
      Expr scale = k.let("scale", k.broadcast(k.element(lossGrad)));
      VectorTail.over(
          k, classes, k.lanes(type), (i, valid) -> k.store(xGrad, i, k.load(p, i).times(scale)));
      k.store(xGrad, label, k.element(xGrad, label).minus(k.element(lossGrad)));
      return l.finish(k, "xGrad = lossGrad (p - onehot(label)).");
    }
  }
}
