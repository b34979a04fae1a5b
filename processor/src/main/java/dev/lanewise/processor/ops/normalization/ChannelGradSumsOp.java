package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the gradients of a normalised channel need of all rows: inputs yGrad, x, mean and inverse
 * deviation, or of images both sums over each sample's pixels; results {@code Σ yGrad} and {@code Σ
 * yGrad (x - mean) inverse}, the gradients of bias and weight, and the same divided by the number
 * of values.
 *
 * @param pixels of a row
 */
record ChannelGradSumsOp(int pixels) implements Op {
  @Override
  public String mnemonic() {
    return "channel_grad_sums";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType first = inputs.getFirst();
    return Collections.nCopies(4, new TensorType(first.dtype(), first.sampleDims()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Sums());
  }

  private static final class Sums implements Algorithm {
    private static final int VECTORS = 3;

    @Override
    public String name() {
      return "sums of channels";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.TILES;
    }

    /** Pads of what is summed are those of the sums, and so of gradients. */
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return context.activation(node.input(input).type(), true);
    }

    @Override
    public void lower(Lowering l) {
      Columns.over(
          l,
          VECTORS,
          vectors -> {
            Kernel kernel = kernel(l, vectors);
            return column -> {
              List<Place> places = new ArrayList<>();
              for (int i = 0; i < l.node().inputs().size(); i++) {
                places.add(l.input(i).start().plus(column));
              }
              for (int i = 0; i < 4; i++) {
                places.add(l.result(i).start().plus(column));
              }
              l.call(kernel, places, l.rows());
            };
          });
    }

    private static Kernel kernel(Lowering l, int vectors) {
      ChannelGradSumsOp op = (ChannelGradSumsOp) l.node().op();
      boolean ofSums = l.node().inputs().size() == 2;
      Home g = l.input(0);
      Home x = l.input(1);
      DType type = x.buffer().dtype();
      KernelBuilder k = l.kernel("channelGradSums" + vectors);
      Place yGrad = k.place("yGrad", type);
      Place from = k.place(ofSums ? "products" : "x", type);
      Place mean = ofSums ? null : k.place("mean", type);
      Place inverse = ofSums ? null : k.place("inverse", type);
      Place biasGrad = k.place("biasGrad", type);
      Place weightGrad = k.place("weightGrad", type);
      Place a = k.place("a", type);
      Place b = k.place("b", type);
      Index rows = k.index("rows");
      int lanes = k.lanes(type);
      List<Expr> means = new ArrayList<>();
      List<Expr.Use> sums = new ArrayList<>();
      List<Expr.Use> products = new ArrayList<>();
      for (int v = 0; v < vectors; v++) {
        means.add(ofSums ? null : k.let("m" + v, k.load(mean, Index.of(v * lanes))));
        sums.add(k.variable("sum" + v, k.constant(type, 0)));
        products.add(k.variable("product" + v, k.constant(type, 0)));
      }
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r -> {
            for (int v = 0; v < vectors; v++) {
              Expr grad = k.let("g" + v, k.load(yGrad, r.times(g.rowStride()).plus(v * lanes)));
              k.assign(sums.get(v), sums.get(v).plus(grad));
              Expr value = k.load(from, r.times(x.rowStride()).plus(v * lanes));
              Expr.Use sum = products.get(v);
              k.assign(sum, ofSums ? sum.plus(value) : value.minus(means.get(v)).fma(grad, sum));
            }
          });
      Expr count = k.let("count", k.broadcast(new Expr.FromIndex(rows.times(op.pixels), type)));
      for (int v = 0; v < vectors; v++) {
        Expr product = products.get(v);
        if (!ofSums) {
          Expr scale = k.load(inverse, Index.of(v * lanes));
          product = k.let("scaled" + v, product.times(scale));
        }
        k.store(biasGrad, v * lanes, sums.get(v));
        k.store(weightGrad, v * lanes, product);
        k.store(a, v * lanes, sums.get(v).over(count));
        k.store(b, v * lanes, product.over(count));
      }
      return l.finish(k, "Sums and means of yGrad and of yGrad times the normalised x.");
    }
  }
}
