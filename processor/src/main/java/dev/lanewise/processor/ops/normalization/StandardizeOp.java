package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
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
import java.util.ArrayList;
import java.util.List;

/**
 * {@code y = (x - mean) inverse} with {@code inverse = 1 / sqrt(variance + eps)} of each group of
 * elements, the last axes of a sample; without the mean {@code y = x inverse} with {@code inverse =
 * 1 / sqrt(mean(x^2) + eps)}. The second result is the inverse of each group.
 *
 * @param axes of a group
 * @param centered whether the mean is subtracted
 */
record StandardizeOp(int axes, double eps, boolean centered) implements Op {
  @Override
  public String mnemonic() {
    return centered ? "layer_norm" : "rms_norm";
  }

  @Override
  public String attributes() {
    return axes + " " + eps;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    List<Dim> groups = new ArrayList<>(x.sampleDims());
    for (int axis = groups.size() - axes; axis < groups.size(); axis++) {
      groups.set(axis, new Dim(1, groups.get(axis).axis()));
    }
    return List.of(x, x.withSample(groups));
  }

  /** Written in the result, which says all that is needed of the input. */
  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Op grad = new StandardizeGradOp(centered);
    List<Value> inputs = List.of(resultGrads.getFirst(), node.result(0), node.result(1));
    return List.of(gradients.add(node.name() + "PreGrad", grad, inputs).result());
  }

  @Override
  public long flops(Node node) {
    return (centered ? 6L : 3L) * node.types().getFirst().sampleSize();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Rows());
  }

  /**
   * Three kernels a sample, two without a mean, each with one loop over its elements:
   *
   * <pre>
   * m = sum x / n
   * inverse = 1 / sqrt(sum (x - m)^2 / n + eps)
   * y = (x - m) inverse
   * </pre>
   *
   * The scratch holds the lanes of a sum, then the mean of each group.
   */
  private static final class Rows implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      // Samples at any distance: pads are never read.
      return actual.hasCanonicalRows()
          ? actual
          : context.activation(node.input(input).type(), false);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(
          context.activation(node.types().get(0), true),
          context.activation(node.types().get(1), false));
    }

    @Override
    public int scratch(Node node, Context context) {
      TensorType groups = node.types().get(1);
      return context.target().lanes(groups.dtype()) + groups.sampleSize();
    }

    @Override
    public void lower(Lowering l) {
      StandardizeOp op = (StandardizeOp) l.node().op();
      Home x = l.input(0);
      Home y = l.result(0);
      Home inverse = l.result(1);
      Kernel mean = op.centered ? mean(l) : null;
      Kernel deviation = deviation(l, op);
      Kernel apply = apply(l, op);
      int size = l.node().types().getFirst().sampleSize();
      l.eachRow(row -> {
        Place s = l.scratch().at(row);
        if (op.centered) {
          l.call(mean, List.of(x.at(row), s));
        }
        l.call(deviation, List.of(x.at(row), s, inverse.at(row)));
        l.call(apply, List.of(x.at(row), s, inverse.at(row), y.at(row)));
        if (y.rowStride() > size) {
          Index pads = Index.of(y.rowStride() - size);
          l.driver().clear(y.buffer(), y.row(row).plus(size), pads);
        }
      });
    }

    private static Groups groups(Lowering l, KernelBuilder k) {
      TensorType type = l.node().types().get(0);
      int count = l.node().types().get(1).sampleSize();
      return new Groups(k, type.dtype(), count, type.sampleSize() / count);
    }

    private static Kernel mean(Lowering l) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("groupMean");
      Place x = k.place("x", type);
      Place s = k.place("s", type);
      Groups groups = groups(l, k);
      groups.each(g -> {
        Expr.Use sum = groups.sum("sum");
        groups.elements((i, again) -> groups.add(sum, groups.load(x, g, i), again));
        k.store(s, g.plus(k.lanes(type)), groups.mean("mean", sum, s));
      });
      return l.finish(k, "s[lanes + g] = mean(x) of group g.");
    }

    private static Expr center(Groups groups, Place s, Index group) {
      int lanes = groups.k().lanes(groups.type());
      return groups.all("m", groups.k().element(s, group.plus(lanes)));
    }

    private static Kernel deviation(Lowering l, StandardizeOp op) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("groupDeviation");
      Place x = k.place("x", type);
      Place s = k.place("s", type);
      Place inverse = k.place("inverse", type);
      Groups groups = groups(l, k);
      groups.each(g -> {
        Expr m = op.centered ? center(groups, s, g) : null;
        Expr.Use sum = groups.sum("sum");
        groups.elements((i, again) -> {
          Expr value = groups.load(x, g, i);
          Expr d = k.let("d", op.centered ? value.minus(m) : value);
          groups.add(sum, d.times(d), again);
        });
        Expr variance = groups.mean("variance", sum, s);
        Expr root = variance.plus(op.eps).apply(Expr.UnaryOp.SQRT);
        k.store(inverse, g, variance.constant(1).over(root));
      });
      return l.finish(k, "inverse = 1 / sqrt(mean of squares + eps).");
    }

    private static Kernel apply(Lowering l, StandardizeOp op) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("groupStandardize");
      Place x = k.place("x", type);
      Place s = k.place("s", type);
      Place inverse = k.place("inverse", type);
      Place y = k.place("y", type);
      Groups groups = groups(l, k);
      groups.each(g -> {
        Expr m = op.centered ? center(groups, s, g) : null;
        Expr scale = groups.all("scale", k.element(inverse, g));
        groups.elements((i, again) -> {
          Expr value = groups.load(x, g, i);
          groups.store(y, g, i, (op.centered ? value.minus(m) : value).times(scale));
        });
      });
      return l.finish(k, op.centered ? "y = (x - mean) inverse." : "y = x inverse.");
    }
  }
}
