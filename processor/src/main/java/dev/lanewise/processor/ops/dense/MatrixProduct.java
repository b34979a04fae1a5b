package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.ElementwiseLoop;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.pack.RoundOp;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Samples times weights, by outer-product tiles: lanes are outputs, accumulators a block of rows by
 * vectors, weights stream in panels.
 *
 * <pre>
 * for each panel of vectors, for each block of rows:
 *   c[rows][vectors] = bias
 *   for k in 0 until K: c[r][v] += broadcast(x[r][k]) * w[panel][k][v]
 *   y = epilogue(c)
 * </pre>
 */
final class MatrixProduct implements RowAlgorithm {
  /** Bytes of a second-level cache. */
  static final int CACHE = 1 << 20;

  @Override
  public String name() {
    return "outer product";
  }

  private static ProductOp op(Node node) {
    return (ProductOp) FusedOp.of(node).root();
  }

  @Override
  public boolean interleaves(Node node, Context context) {
    return node.types().getFirst().sampleDims().size() == 1;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    DType type = node.types().getFirst().dtype();
    ProductOp op = op(node);
    if (input < 2 * op.terms() && input % 2 == 0) {
      // Elements are broadcast: any stride will do. Pads are read between features alone.
      return actual.hasFeaturesInOrder() || actual.zeroPads() ? actual : actual.withZeroPads(true);
    }
    if (input < 2 * op.terms()) {
      List<Integer> shape = node.input(input).type().shape();
      int rows = node.input(0).type().rows();
      boolean rounded = RoundOp.isResult(node.input(input));
      Layout panels = Panels.layout(shape, op.outputAxis(), type, rows, rounded, context);
      return rounded && actual != null ? Panels.stored(panels, type, context) : panels;
    }
    if (input == 2 * op.terms() && op.bias()) {
      return context.flat(node.input(input).type());
    }
    boolean vectors = actual.part() && Image.hasVectors(actual, context.target().lanes(type));
    return vectors ? actual : RowAlgorithm.super.wants(node, input, actual, context);
  }

  /** Where features lie as pixels do, the rows of the weights lie like them. */
  @Override
  public Layout wants(Node node, int input, Layout actual, List<Layout> before, Context context) {
    boolean weights = input < 2 * op(node).terms() && input % 2 == 1;
    if (!weights || before.getLast().hasFeaturesInOrder()) {
      return wants(node, input, actual, context);
    }
    DType type = node.types().getFirst().dtype();
    List<Integer> shape = node.input(input).type().shape();
    boolean rounded = RoundOp.isResult(node.input(input));
    Layout features = before.getLast();
    Layout panels = Panels.layout(shape, op(node).outputAxis(), type, features, rounded, context);
    return rounded ? Panels.stored(panels, type, context) : panels;
  }

  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    // The pads of weights and bias are zero, and so are those of the product.
    boolean zero = FusedOp.of(node).zero(true, i -> inputs.get(i).zeroPads());
    return List.of(context.written(node.types().getFirst(), wish, zero));
  }

  @Override
  public void lower(Lowering l) {
    FusedOp fused = FusedOp.of(l.node());
    int outputs = l.node().types().getFirst().last().size();
    DType type = l.result(0).buffer().dtype();
    int rows = l.node().input(0).type().rows();
    boolean pairs = l.input(1).layout().isPaired();
    Tiles panels = Panels.tiles(outputs, type, rows, pairs, l.context());
    ProductTile whole = new ProductTile(l, panels.size());
    ProductTile tile = whole.fits() ? whole : whole.withoutEpilogue();
    if (op(l.node()).terms() > 1) {
      turning(l, panels, tile);
    } else if (isRowByRow(l)) {
      rowByRow(l, panels, tile);
    } else {
      panelByPanel(l, panels, tile);
    }
    if (!tile.epilogue()) {
      sweep(l, fused);
    }
  }

  /** Each panel stays in the first-level cache for all rows. */
  private static void panelByPanel(Lowering l, Tiles panels, ProductTile tile) {
    panels.forEach((count, first, vectors) ->
        l.driver()
            .loop(
                "p",
                count,
                p -> l.rowTiles((tall, row) -> tile.of(tall, vectors).call(row, p, first))));
  }

  /** Each row is written from end to end. */
  private static void rowByRow(Lowering l, Tiles panels, ProductTile tile) {
    l.rowTiles((tall, row) ->
        panels.forEach((count, first, vectors) ->
            l.driver().loop("p", count, p -> tile.of(tall, vectors).call(row, p, first))));
  }

  /**
   * Whether the weights fit half of a second-level cache and the results do not fit any: those come
   * from memory before they are written, sooner in one piece than in pieces of two cache lines. The
   * product of 3200 rows of 64 features and 512 outputs takes 0.86 of the time.
   */
  private static boolean isRowByRow(Lowering l) {
    int bytes = l.result(0).buffer().dtype().bits() / 8;
    int rows = l.node().input(0).type().rows();
    return l.input(1).layout().size() * bytes <= CACHE / 2
        && (long) rows * l.result(0).rowStride() * bytes > CACHE;
  }

  /**
   * Terms one after the other; at each second step all runs backwards, and so begins with the
   * weights that the step before has left in the cache. Steps of an LSTM of 64 units take 0.91 of
   * the time, 0.96 of 64 to 128. With panels turned, but not what lies in them, they take the same
   * time as before.
   */
  private static void turning(Lowering l, Tiles panels, ProductTile tile) {
    int last = op(l.node()).terms() - 1;
    for (int term = 0; term <= last; term++) {
      ProductTile onwards = tile.ofTerm(term, term == 0, term == last);
      panels.forEach((count, first, vectors) ->
          everySecond(l, 1, count, p -> onwards.of(1, vectors).call(l.firstRow(), p, first)));
    }
    for (int term = last; term >= 0; term--) {
      ProductTile backwards = tile.ofTerm(term, term == last, term == 0).turned();
      panels.forEachBackwards((count, first, vectors) ->
          everySecond(
              l,
              0,
              count,
              p -> {
                Index number = p.times(-1).plus(count - 1);
                backwards.of(1, vectors).call(l.firstRow(), number, first);
              }));
    }
  }

  /** A loop that ends where it begins unless the steps taken, and the shift, are odd. */
  private static void everySecond(Lowering l, int shift, int count, Consumer<Index> body) {
    Index end = l.passed().plus(shift).mod(2).times(count);
    l.driver().loop("p", Index.ZERO, end, 1, body);
  }

  private static void sweep(Lowering l, FusedOp fused) {
    List<Home> homes = new ArrayList<>(List.of(l.result(0)));
    for (int i = fused.rootInputs(); i < l.node().inputs().size(); i++) {
      homes.add(l.input(i));
    }
    ElementwiseLoop.sweep(
        l,
        fused.steps().stream().map(s -> s.op().mnemonic()).collect(Collectors.joining("+")),
        homes,
        l.result(0),
        (k, values) ->
            fused.epilogue(k, values.getFirst(), i -> values.get(i - fused.rootInputs() + 1)));
  }
}
