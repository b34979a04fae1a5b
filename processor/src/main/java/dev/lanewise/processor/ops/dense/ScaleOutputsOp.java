package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
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
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;

/** {@code w'[u][f] = w[u][f] s[u]}: the weights of a layer whose results are scaled. */
record ScaleOutputsOp() implements Op {
  @Override
  public String mnemonic() {
    return "scale_outputs";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new ScalePanels());
  }

  /**
   * In the panels that the product reads, so that a parameter lies for a folded layer as for any
   * other:
   *
   * <pre>for each panel of vectors along u, for each f: w'[panel][f][v] = w[panel][f][v] s[v]</pre>
   */
  private static final class ScalePanels implements Algorithm {
    @Override
    public String name() {
      return "scale panels";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 0 ? panels(node, context) : context.flat(node.input(input).type());
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(panels(node, context));
    }

    private static Layout panels(Node node, Context context) {
      TensorType type = node.types().getFirst();
      return Panels.layout(type.shape(), 0, type.dtype(), context);
    }

    @Override
    public void lower(Lowering l) {
      TensorType type = l.node().types().getFirst();
      int features = type.last().size();
      int lanes = l.target().lanes(type.dtype());
      Tiles tiles = Panels.tiles(type.shape().getFirst(), type.dtype(), l.context());
      int width = tiles.size() * lanes;
      tiles.forEach((count, first, vectors) -> {
        Kernel kernel = kernel(l, vectors, width, features);
        l.driver()
            .loop(
                "p",
                count,
                p -> {
                  Index column = p.times(width).plus(first * lanes);
                  Index panel = column.times(features);
                  l.call(
                      kernel,
                      List.of(
                          l.input(0).start().plus(panel),
                          l.input(1).start().plus(column),
                          l.result(0).start().plus(panel)));
                });
      });
    }

    private static Kernel kernel(Lowering l, int vectors, int width, int features) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("scaleOutputs" + vectors);
      int lanes = k.lanes(type);
      Place w = k.place("w", type);
      Place s = k.place("s", type);
      Place y = k.place("y", type);
      List<Expr> scales = new ArrayList<>();
      for (int v = 0; v < vectors; v++) {
        scales.add(k.let("s" + v, k.load(s, Index.of(v * lanes))));
      }
      k.loop(
          "f",
          features,
          f -> {
            for (int v = 0; v < width / lanes; v++) {
              Index at = f.times(width).plus(v * lanes);
              // The last panel may be cut short.
              Expr zero = k.constant(type, 0);
              k.store(y, at, v < vectors ? k.load(w, at).times(scales.get(v)) : zero);
            }
          });
      return l.finish(k, "Weights of " + vectors + " vectors of outputs, each times its scale.");
    }
  }
}
