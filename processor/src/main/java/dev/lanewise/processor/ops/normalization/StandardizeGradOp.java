package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * {@code xGrad = inverse (yGrad - mean(yGrad) - y mean(yGrad y))}, means over each group, the first
 * of them where the mean was subtracted: inputs yGrad, y and the inverse of each group.
 */
record StandardizeGradOp(boolean centered) implements Op {
  @Override
  public String mnemonic() {
    return centered ? "layer_norm_grad" : "rms_norm_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Rows());
  }

  /** The scratch holds the lanes of a sum, then both means of each group. */
  private static final class Rows implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual.hasCanonicalRows()
          ? actual
          : context.activation(node.input(input).type(), false);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public int scratch(Node node, Context context) {
      TensorType groups = node.input(2).type();
      return context.target().lanes(groups.dtype()) + 2 * groups.sampleSize();
    }

    @Override
    public void lower(Lowering l) {
      Home yGrad = l.input(0);
      Home y = l.input(1);
      Home inverse = l.input(2);
      Home xGrad = l.result(0);
      Kernel means = means(l);
      Kernel apply = apply(l);
      int size = l.node().types().getFirst().sampleSize();
      l.eachRow(row -> {
        Place s = l.scratch().at(row);
        l.call(means, List.of(yGrad.at(row), y.at(row), s));
        l.call(apply, List.of(yGrad.at(row), y.at(row), s, inverse.at(row), xGrad.at(row)));
        if (xGrad.rowStride() > size) {
          Index pads = Index.of(xGrad.rowStride() - size);
          l.driver().clear(xGrad.buffer(), xGrad.row(row).plus(size), pads);
        }
      });
    }

    private static Groups groups(Lowering l, KernelBuilder k) {
      TensorType type = l.node().types().getFirst();
      int count = l.node().input(2).type().sampleSize();
      return new Groups(k, type.dtype(), count, type.sampleSize() / count);
    }

    private static Kernel means(Lowering l) {
      boolean centered = ((StandardizeGradOp) l.node().op()).centered;
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("groupGradMeans");
      Place yGrad = k.place("yGrad", type);
      Place y = k.place("y", type);
      Place s = k.place("s", type);
      Groups groups = groups(l, k);
      groups.each(g -> {
        Expr.Use sum = groups.sum("sum");
        Expr.Use products = groups.sum("products");
        groups.elements((i, again) -> {
          Expr grad = k.let("grad", groups.load(yGrad, g, i));
          if (centered) {
            groups.add(sum, grad, again);
          }
          groups.add(products, grad.times(groups.load(y, g, i)), again);
        });
        // The lanes of both sums pass through the same scratch.
        Index to = g.times(2).plus(k.lanes(type));
        if (centered) {
          k.store(s, to, groups.mean("a", sum, s));
        }
        k.store(s, to.plus(1), groups.mean("b", products, s));
      });
      return l.finish(k, "The means of yGrad and of yGrad y, of each group.");
    }

    private static Kernel apply(Lowering l) {
      boolean centered = ((StandardizeGradOp) l.node().op()).centered;
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("groupGrad");
      Place yGrad = k.place("yGrad", type);
      Place y = k.place("y", type);
      Place s = k.place("s", type);
      Place inverse = k.place("inverse", type);
      Place xGrad = k.place("xGrad", type);
      Groups groups = groups(l, k);
      groups.each(g -> {
        Index from = g.times(2).plus(k.lanes(type));
        Expr a = centered ? groups.all("a", k.element(s, from)) : null;
        Expr b = groups.all("b", k.element(s, from.plus(1)));
        Expr scale = groups.all("scale", k.element(inverse, g));
        groups.elements((i, again) -> {
          Expr grad = groups.load(yGrad, g, i);
          Expr rest = (centered ? grad.minus(a) : grad).minus(groups.load(y, g, i).times(b));
          groups.store(xGrad, g, i, rest.times(scale));
        });
      });
      return l.finish(k, "xGrad = inverse (yGrad - means).");
    }
  }
}
