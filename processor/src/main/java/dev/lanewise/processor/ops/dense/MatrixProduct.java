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
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  @Override
  public String name() {
    return "outer product";
  }

  /** Which axis of the weights the lanes run along: outputs forward, features backward. */
  private static int outputAxis(Node node) {
    return FusedOp.of(node).root() instanceof DenseOp ? 0 : 1;
  }

  private static boolean bias(Node node) {
    return FusedOp.of(node).root() instanceof DenseOp dense && dense.bias();
  }

  @Override
  public boolean interleaves(Node node, Context context) {
    return node.types().getFirst().sampleDims().size() == 1;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    DType type = node.types().getFirst().dtype();
    if (input == 0) {
      // Elements are broadcast: any stride will do. Pads are read between features alone.
      return actual.hasFeaturesInOrder() || actual.zeroPads() ? actual : actual.withZeroPads(true);
    }
    if (input == 1) {
      List<Integer> shape = node.input(1).type().shape();
      int rows = node.input(0).type().rows();
      boolean rounded = RoundOp.isResult(node.input(1));
      Layout panels = Panels.layout(shape, outputAxis(node), type, rows, rounded, context);
      return rounded && actual != null ? Panels.stored(panels, type, context) : panels;
    }
    if (input == 2 && bias(node)) {
      return context.flat(node.input(2).type());
    }
    boolean vectors = actual.part() && Image.hasVectors(actual, context.target().lanes(type));
    return vectors ? actual : RowAlgorithm.super.wants(node, input, actual, context);
  }

  /** Where features lie as pixels do, the rows of the weights lie like them. */
  @Override
  public Layout wants(Node node, int input, Layout actual, List<Layout> before, Context context) {
    if (input != 1 || before.getFirst().hasFeaturesInOrder()) {
      return wants(node, input, actual, context);
    }
    DType type = node.types().getFirst().dtype();
    List<Integer> shape = node.input(1).type().shape();
    boolean rounded = RoundOp.isResult(node.input(1));
    Layout features = before.getFirst();
    Layout panels = Panels.layout(shape, outputAxis(node), type, features, rounded, context);
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
    DType type = l.result(0).buffer().dtype();
    int lanes = l.target().lanes(type);
    int outputs = l.node().types().getFirst().last().size();
    Tiles panels = panels(l, outputs, type);
    boolean inTile = fits(l, fused, panels.size());
    panels.forEach((count, first, vectors) ->
        l.driver()
            .loop(
                "p",
                Index.ZERO,
                Index.of(count),
                1,
                p ->
                    l.rowTiles((rows, row) ->
                        call(
                            l,
                            new Tile(l, fused, inTile, rows, vectors).kernel(),
                            row,
                            p.times(panels.size() * lanes).plus(first * lanes),
                            weights(l, panels.size() * lanes, first * lanes, p),
                            inTile))));
    if (!inTile) {
      sweep(l, fused);
    }
  }

  private static Tiles panels(Lowering l, int outputs, DType type) {
    int rows = l.node().input(0).type().rows();
    return Panels.tiles(outputs, type, rows, l.input(1).layout().isPaired(), l.context());
  }

  /** Whether the tile with the epilogue stays within the budget of call sites. */
  private static boolean fits(Lowering l, FusedOp fused, int vectors) {
    Kernel kernel = new Tile(l, fused, true, l.rowTile(), vectors).build("");
    return CallSites.of(ExpandMath.run(kernel)) <= CallSites.BUDGET;
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

  /** The weights of a panel; where vectors share a place, in pairs, it begins with a pair. */
  private static Place weights(Lowering l, int width, int first, Index panel) {
    Home w = l.input(1);
    int columns = w.layout().isPaired() ? 2 : 1;
    int each = contracted(l);
    return w.start().plus(panel.times(width / columns * each).plus(first / columns * each));
  }

  private static void call(
      Lowering l, Kernel kernel, Index row, Index column, Place weights, boolean inTile) {
    Home x = l.input(0);
    Home y = l.result(0);
    FusedOp fused = FusedOp.of(l.node());
    List<Place> places = new ArrayList<>();
    places.add(x.pixels(row));
    places.add(weights);
    places.add(y.pixels(row).plus(column));
    if (bias(l.node())) {
      places.add(l.input(2).start().plus(column));
    }
    for (int i = fused.rootInputs(); inTile && i < l.node().inputs().size(); i++) {
      places.add(l.input(i).pixels(row).plus(column));
    }
    l.call(kernel, places);
  }

  /** Features, or all elements of a sample where they lie as pixels do. */
  private static int contracted(Lowering l) {
    Layout x = l.input(0).layout();
    return x.hasFeaturesInOrder() ? l.node().input(0).type().last().size() : x.rowStride();
  }

  /** The kernel of one register tile. */
  private static final class Tile {
    private final Lowering l;
    private final FusedOp fused;
    private final boolean epilogue;
    private final int rows;
    private final int vectors;
    private final DType type;
    private final int lanes;
    private final RegisterTile tile;

    Tile(Lowering l, FusedOp fused, boolean epilogue, int rows, int vectors) {
      this.l = l;
      this.fused = fused;
      this.epilogue = epilogue;
      this.rows = rows;
      this.vectors = vectors;
      this.type = l.result(0).buffer().dtype();
      this.lanes = l.target().lanes(type);
      int outputs = l.node().types().getFirst().last().size();
      int halves = l.input(1).layout().isPaired() ? 2 : 1;
      this.tile =
          new RegisterTile(
              l.target(),
              rows,
              vectors,
              l.input(1).layout().isPaired(),
              Index.of(contracted(l)),
              l.input(0).rowStride(),
              1,
              panels(l, outputs, type).size() * lanes / halves);
    }

    Kernel kernel() {
      return l.finish(
          builder(),
          "{@code for k until "
              + contracted(l)
              + ": c[r][v] += x[r][k] * w[k][v]} with "
              + tile.text()
              + ".");
    }

    Kernel build(String comment) {
      return builder().build(comment);
    }

    /** Without the epilogue's name where it is applied later. */
    private String kernelName() {
      String name = (epilogue ? fused : fused.root()).mnemonic();
      return tile.pairs() ? name + "_bfloat16" : name;
    }

    private KernelBuilder builder() {
      KernelBuilder k = l.kernel(kernelName() + "_" + rows + "x" + vectors);
      Place x = k.place("x", type);
      Place w = k.place("w", type);
      Place y = k.place("y", type);
      Optional<Place> bias = bias(l.node()) ? Optional.of(k.place("bias", type)) : Optional.empty();
      store(k, tile.sums(k, x, w, v -> initial(k, bias, v)), y);
      return k;
    }

    private Expr initial(KernelBuilder k, Optional<Place> bias, int vector) {
      return bias.map(place -> k.let("b" + vector, k.load(place, Index.of(vector * lanes))))
          .orElse(k.constant(type, 0));
    }

    private void store(KernelBuilder k, Expr[][] sums, Place y) {
      int operands = epilogue ? l.node().inputs().size() - fused.rootInputs() : 0;
      List<Place> z = new ArrayList<>();
      for (int i = 0; i < operands; i++) {
        z.add(k.place("z" + i, type));
      }
      int yStride = l.result(0).rowStride();
      for (int r = 0; r < rows; r++) {
        for (int v = 0; v < vectors; v++) {
          Expr sum = sums[r][v];
          int row = r;
          int column = v * lanes;
          Expr result =
              epilogue
                  ? fused.epilogue(
                      k,
                      sum,
                      i ->
                          k.load(
                              z.get(i - fused.rootInputs()),
                              Index.of(row * l.input(i).rowStride() + column)))
                  : sum;
          k.store(y, r * yStride + column, result);
        }
      }
    }
  }
}
