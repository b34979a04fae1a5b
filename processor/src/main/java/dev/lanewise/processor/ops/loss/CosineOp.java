package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.VectorTail;
import java.util.Arrays;
import java.util.List;

/** {@code l_r = 1 - x.t / (|x| |t|)}, squared lengths enlarged by 1e-12 as in PyTorch. */
record CosineOp() implements Op {
  private static final double EPSILON = 1e-12;

  @Override
  public String mnemonic() {
    return "cosine";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Losses.perRow(inputs.getFirst()));
  }

  /** Three products and three additions for each element. */
  @Override
  public long flops(Node node) {
    return 6L * node.input(0).type().sampleSize();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value[] grads = new Value[2];
    for (int i = 0; i < 2; i++) {
      Value self = node.input(i);
      if (gradients.needs(self)) {
        List<Value> inputs = List.of(self, node.input(1 - i), resultGrads.getFirst());
        grads[i] = gradients.add(self.name() + "Grad", new Grad(), inputs).result();
      }
    }
    return Arrays.asList(grads);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Forward());
  }

  /**
   * {@code xGrad = lGrad_r (cos x / |x|^2 - t / (|x| |t|))}: inputs x, t and lGrad. The formula for
   * t is the same with both exchanged.
   */
  record Grad() implements Op {
    @Override
    public String mnemonic() {
      return "cosine_grad";
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

  /** A sample's scratch holds the lanes of a sum, then x.x, t.t and x.t. */
  private static int scratchOf(Node node, Algorithm.Context context) {
    return context.target().lanes(node.types().getFirst().dtype()) + 3;
  }

  private static Kernel sums(Lowering l) {
    TensorType of = l.node().input(0).type();
    DType type = of.dtype();
    KernelBuilder k = l.kernel("cosineSums");
    Place x = k.place("x", type);
    Place t = k.place("t", type);
    Place s = k.place("s", type);
    int lanes = k.lanes(type);
    List<Expr.Use> sums =
        List.of(
            k.variable("xx", k.constant(type, 0)),
            k.variable("tt", k.constant(type, 0)),
            k.variable("xt", k.constant(type, 0)));
    VectorTail.over(
        k,
        of.sampleSize(),
        lanes,
        (i, valid) -> {
          Expr first = k.load(x, i);
          Expr second = k.load(t, i);
          Expr a = k.let("a", valid == lanes ? first : k.fillFrom(valid, first, 0));
          Expr b = k.let("b", valid == lanes ? second : k.fillFrom(valid, second, 0));
          k.assign(sums.get(0), a.fma(a, sums.get(0)));
          k.assign(sums.get(1), b.fma(b, sums.get(1)));
          k.assign(sums.get(2), a.fma(b, sums.get(2)));
        });
    for (int i = 0; i < 3; i++) {
      Expr sum = k.let("sum", k.sumLanes(sums.get(i), s));
      k.store(s, lanes + i, i < 2 ? sum.plus(EPSILON) : sum);
    }
    return l.finish(k, "s[lanes..] = x.x, t.t, x.t.");
  }

  /** {@code |x| |t|}, by two roots: the product of the squares may overflow. */
  private static Expr lengths(KernelBuilder k, Place sums) {
    Expr x = k.element(sums).apply(Expr.UnaryOp.SQRT);
    return x.times(k.element(sums, 1).apply(Expr.UnaryOp.SQRT));
  }

  private static final class Forward implements RowAlgorithm {
    @Override
    public int scratch(Node node, Context context) {
      return scratchOf(node, context);
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home t = l.input(1);
      Home loss = l.result(0);
      int lanes = l.target().lanes(loss.buffer().dtype());
      Kernel sums = sums(l);
      Kernel kernel = kernel(l, loss.buffer().dtype());
      l.eachRow(row -> {
        l.call(sums, List.of(x.at(row), t.at(row), l.scratch().at(row)));
        l.call(kernel, List.of(l.scratch().at(row).plus(Index.of(lanes)), loss.at(row)));
      });
    }

    private static Kernel kernel(Lowering l, DType type) {
      KernelBuilder k = l.kernel("cosineRow");
      Place sums = k.place("sums", type);
      Place loss = k.place("loss", type);
      Expr cosine = k.element(sums, 2).over(lengths(k, sums));
      k.store(loss, 0, new Expr.Const(type, 1).minus(cosine));
      return l.finish(k, "loss = 1 - x.t / (|x| |t|).");
    }
  }

  private static final class Backward implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 2 ? actual : RowAlgorithm.super.wants(node, input, actual, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public int scratch(Node node, Context context) {
      return scratchOf(node, context);
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home t = l.input(1);
      Home lossGrad = l.input(2);
      Home xGrad = l.result(0);
      int lanes = l.target().lanes(xGrad.buffer().dtype());
      Kernel sums = sums(l);
      Kernel kernel = kernel(l, l.node().types().getFirst());
      l.eachRow(row -> {
        l.call(sums, List.of(x.at(row), t.at(row), l.scratch().at(row)));
        l.call(
            kernel,
            List.of(
                x.at(row),
                t.at(row),
                l.scratch().at(row).plus(Index.of(lanes)),
                lossGrad.at(row),
                xGrad.at(row)));
      });
    }

    private static Kernel kernel(Lowering l, TensorType of) {
      DType type = of.dtype();
      KernelBuilder k = l.kernel("cosineGradRow");
      Place x = k.place("x", type);
      Place t = k.place("t", type);
      Place sums = k.place("sums", type);
      Place lossGrad = k.place("lossGrad", type);
      Place xGrad = k.place("xGrad", type);
      int lanes = k.lanes(type);
      Expr each = k.let("each", k.element(lossGrad).over(lengths(k, sums)));
      Expr own = each.times(k.element(sums, 2)).over(k.element(sums));
      Expr xFactor = k.let("xFactor", k.broadcast(own));
      Expr tFactor = k.let("tFactor", k.broadcast(each));
      VectorTail.over(
          k,
          of.sampleSize(),
          lanes,
          (i, valid) -> {
            Expr grad = k.load(x, i).times(xFactor).minus(k.load(t, i).times(tFactor));
            k.store(xGrad, i, valid == lanes ? grad : k.fillFrom(valid, grad, 0));
          });
      return l.finish(k, "xGrad = lossGrad / (|x| |t|) (x x.t / x.x - t).");
    }
  }
}
