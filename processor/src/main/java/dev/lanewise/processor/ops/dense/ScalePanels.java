package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * Weights times one number for each output, in the panels that a product reads, so that a parameter
 * lies for a layer with scaled weights as for any other:
 *
 * <pre>
 * for each vector of outputs, for each row i of its panel: w'[i][vector] = w[i][vector] s[vector]
 * </pre>
 *
 * Inputs are the weights and the scale.
 */
public abstract class ScalePanels implements Algorithm {
  @Override
  public String name() {
    return "scale panels";
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.SERIAL;
  }

  /** Panels {@code [outputs / width][...][width]} of the weights. */
  protected abstract Layout panels(Node node, Context context);

  /** Outputs in a panel: whole vectors. */
  protected abstract int width(Node node, Context context);

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    return input == 0 ? panels(node, context) : context.flat(node.input(input).type());
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return List.of(panels(node, context));
  }

  @Override
  public void lower(Lowering l) {
    int lanes = l.target().lanes(l.result(0).buffer().dtype());
    int outputs = l.node().input(1).type().size();
    int width = width(l.node(), l.context());
    int panel = l.result(0).layout().size() / ((outputs + width - 1) / width);
    Kernel kernel = kernel(l, width, panel / width);
    if (l.result(0).layout().hasPads()) {
      // The last panel may be cut short.
      Index size = Index.of(l.result(0).layout().size());
      l.driver().clear(l.result(0).buffer(), l.result(0).start().at(), size);
    }
    l.driver()
        .loop(
            "v",
            (outputs + lanes - 1) / lanes,
            v -> {
              Index in = v.mod(width / lanes).times(lanes);
              Index at = v.over(width / lanes).times(panel).plus(in);
              l.call(
                  kernel,
                  List.of(
                      l.input(0).start().plus(at),
                      l.input(1).start().plus(v.times(lanes)),
                      l.result(0).start().plus(at)));
            });
  }

  private static Kernel kernel(Lowering l, int width, int rows) {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel("scalePanels");
    Place w = k.place("w", type);
    Place s = k.place("s", type);
    Place y = k.place("y", type);
    Expr scale = k.let("scale", k.load(s, Index.ZERO));
    k.loop("i", rows, i -> k.store(y, i.times(width), k.load(w, i.times(width)).times(scale)));
    return l.finish(k, "The weights of one vector of outputs, each times its scale.");
  }
}
