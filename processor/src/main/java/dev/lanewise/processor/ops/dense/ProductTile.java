package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The kernel of one register tile of a {@link MatrixProduct}, and its calls.
 *
 * @param width vectors of a panel
 * @param vectors of this tile; fewer in a last panel
 * @param epilogue whether the fused steps are applied in registers
 * @param part what of a sum of products it adds up
 */
record ProductTile(Lowering l, int width, int rows, int vectors, boolean epilogue, Part part) {
  /** Bytes of weights that no cache holds from call to call. */
  private static final int MEMORY = 16 << 20;

  /**
   * A term of a sum.
   *
   * @param first whether it starts from the bias, and not from the result so far
   * @param last whether the epilogue follows
   * @param turned whether the weights are read from the last to the first
   */
  private record Part(int term, boolean first, boolean last, boolean turned) {}

  /** The tile of a whole panel, with the epilogue. */
  ProductTile(Lowering l, int width) {
    this(l, width, l.rowTile(), width, true, new Part(0, true, true, false));
  }

  ProductTile withoutEpilogue() {
    return new ProductTile(l, width, rows, vectors, false, part);
  }

  ProductTile of(int tall, int wide) {
    return new ProductTile(l, width, tall, wide, epilogue, part);
  }

  ProductTile ofTerm(int term, boolean first, boolean last) {
    Part other = new Part(term, first, last, false);
    return new ProductTile(l, width, rows, vectors, epilogue, other);
  }

  ProductTile turned() {
    Part turned = new Part(part.term, part.first, part.last, true);
    return new ProductTile(l, width, rows, vectors, epilogue, turned);
  }

  private FusedOp fused() {
    return FusedOp.of(l.node());
  }

  private ProductOp op() {
    return (ProductOp) fused().root();
  }

  private DType type() {
    return l.result(0).buffer().dtype();
  }

  private int lanes() {
    return l.target().lanes(type());
  }

  private boolean appliesSteps() {
    return epilogue && part.last;
  }

  private Home x() {
    return l.input(2 * part.term);
  }

  private Home weights() {
    return l.input(2 * part.term + 1);
  }

  private boolean readsBias() {
    return part.first && op().bias();
  }

  /** The fused steps' further operands that the tile reads. */
  private IntStream operands() {
    int end = appliesSteps() ? l.node().inputs().size() : 0;
    return IntStream.range(fused().rootInputs(), end);
  }

  /** Features, or all elements of a sample where they lie as pixels do. */
  private int contracted() {
    return x().layout().hasFeaturesInOrder()
        ? l.node().input(2 * part.term).type().last().size()
        : x().rowStride();
  }

  /** Columns of a place: where vectors share one, in pairs, a panel begins with a pair. */
  private int columns() {
    return weights().layout().isPaired() ? 2 : 1;
  }

  /**
   * Whether weights are read on. From memory that takes 0.5 to 0.7 of the time. From the
   * third-level cache, C2 reads neighbours together where the sums are stored as they are, which is
   * 1.0 to 1.2 times as fast, but goes to and fro where steps follow. A product that turns has half
   * of the weights in a nearer cache.
   */
  private boolean streams() {
    long bytes = (long) weights().layout().size() * weights().buffer().dtype().bits() / 8;
    boolean hasSteps = appliesSteps() && !fused().steps().isEmpty();
    return rows == 1 && op().terms() == 1 && bytes >= (hasSteps ? MatrixProduct.CACHE : MEMORY);
  }

  private RegisterTile tile() {
    return new RegisterTile(
        l.target(),
        rows,
        vectors,
        weights().layout().isPaired(),
        Index.of(contracted()),
        x().rowStride(),
        1,
        width * lanes() / columns(),
        part.turned,
        streams());
  }

  /**
   * Calls the kernel for a tile.
   *
   * @param row the first
   * @param panel its number in a run of panels
   * @param first the first vector of the run
   */
  void call(Index row, Index panel, int first) {
    int perPanel = width * lanes();
    Index column = panel.times(perPanel).plus(first * lanes());
    int each = contracted();
    Index inPanels =
        panel.times(perPanel / columns() * each).plus(first * lanes() / columns() * each);
    List<Place> places = new ArrayList<>();
    places.add(x().pixels(row));
    places.add(weights().start().plus(inPanels));
    places.add(l.result(0).pixels(row).plus(column));
    if (readsBias()) {
      places.add(l.input(2 * op().terms()).start().plus(column));
    }
    operands().forEach(i -> places.add(l.input(i).pixels(row).plus(column)));
    l.call(l.finish(builder(), comment()), places);
  }

  /** Whether the tile stays within the budget of call sites. */
  boolean fits() {
    return CallSites.of(ExpandMath.run(builder().build(""))) <= CallSites.BUDGET;
  }

  private String comment() {
    return "{@code for k until "
        + contracted()
        + ": c[r][v] += x[r][k] * w[k][v]} with "
        + tile().text()
        + (part.turned ? "; from the last k to the first." : ".");
  }

  private String name() {
    return (appliesSteps() ? fused() : fused().root()).mnemonic()
        + (part.first ? "" : "_more")
        + (tile().pairs() ? "_bfloat16" : "")
        + (part.turned ? "_turned" : "");
  }

  private KernelBuilder builder() {
    KernelBuilder k = l.kernel(name() + "_" + rows + "x" + vectors);
    Place x = k.place("x", type());
    Place w = k.place("w", type());
    Place y = k.place("y", type());
    Optional<Place> bias = readsBias() ? Optional.of(k.place("bias", type())) : Optional.empty();
    store(k, tile().sums(k, x, w, v -> initial(k, y, bias, v)), y);
    return k;
  }

  /** What sums start from; where a term came before, of one row. */
  private Expr initial(KernelBuilder k, Place y, Optional<Place> bias, int vector) {
    Index column = Index.of(vector * lanes());
    return part.first
        ? bias.map(place -> k.let("b" + vector, k.load(place, column)))
            .orElse(k.constant(type(), 0))
        : k.load(y, column);
  }

  private void store(KernelBuilder k, Expr[][] sums, Place y) {
    List<Place> z =
        operands().mapToObj(i -> k.place("z" + (i - fused().rootInputs()), type())).toList();
    int yStride = l.result(0).rowStride();
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        Expr sum = sums[r][v];
        int row = r;
        int column = v * lanes();
        Expr result =
            !appliesSteps()
                ? sum
                : fused()
                    .epilogue(
                        k,
                        sum,
                        i ->
                            k.load(
                                z.get(i - fused().rootInputs()),
                                Index.of(row * l.input(i).rowStride() + column)));
        k.store(y, r * yStride + column, result);
      }
    }
  }
}
