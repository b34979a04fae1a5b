package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Elementwise ops and chains of them: one loop over the rows of the range as one stretch, pads
 * included.
 *
 * <pre>for i in 0 until n step lanes: y[i] = f(a[i], b[i], ...)</pre>
 *
 * Images whose channels lie side by side may be parts of others, and have borders of different
 * widths: then they are walked pixel by pixel, by an {@link ImageSweep}.
 */
public final class ElementwiseLoop implements Algorithm {
  static final ElementwiseLoop INSTANCE = new ElementwiseLoop();

  private ElementwiseLoop() {}

  @Override
  public String name() {
    return "elementwise";
  }

  @Override
  public Parallel parallel(Node node) {
    return node.types().getFirst().isBatched() ? Parallel.ROWS : Parallel.SERIAL;
  }

  @Override
  public boolean interleaves(Node node, Context context) {
    return node.types().getFirst().isBatched() && Algorithm.isInterleaved(node.input(0), context);
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    // What has no rows is as long as it is: it may lie as it likes.
    return !node.input(input).type().isBatched() || hasVectors(actual, node, context)
        ? actual
        : Algorithm.super.wants(node, input, actual, context);
  }

  /** All like the first: images of any borders, anything else at equal places. */
  @Override
  public Layout wants(Node node, int input, Layout actual, List<Layout> before, Context context) {
    if (input == 0) {
      return wants(node, input, actual, context);
    }
    Layout first = before.getFirst();
    TensorType type = node.input(input).type();
    if (!type.isBatched() || !hasVectors(first, node, context)) {
      return first.withZeroPads(false);
    }
    return hasVectors(actual, node, context)
        ? actual
        : wished(type, alone(type, Optional.of(first), context), false, context);
  }

  private static int lanes(Node node, Context context) {
    return context.target().lanes(node.types().getFirst().dtype());
  }

  private static boolean hasVectors(Layout layout, Node node, Context context) {
    return Image.hasVectors(layout, lanes(node, context));
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    return type.isBatched() ? alone(type, result, context) : Optional.empty();
  }

  /** The layout, or that of an image with the same borders where it is a part of another's. */
  private static Optional<Layout> alone(TensorType type, Optional<Layout> layout, Context context) {
    int lanes = context.target().lanes(type.dtype());
    return layout.map(l -> {
      if (!l.part()) {
        return l;
      }
      Image image = Image.of(l);
      return isFlat(type)
          ? context.activation(type, false)
          : Image.interleaved(type, image.before(), image.after(), lanes, false);
    });
  }

  private static boolean isFlat(TensorType type) {
    return type.sampleDims().size() == 1;
  }

  private static Layout wished(
      TensorType type, Optional<Layout> wish, boolean zero, Context context) {
    return isFlat(type)
        ? context.written(type, wish, zero)
        : Image.wished(type, wish, context.target().lanes(type.dtype()), zero);
  }

  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    FusedOp fused = FusedOp.of(node);
    List<Boolean> zeros = inputs.stream().map(Layout::zeroPads).toList();
    boolean root = ((Elementwise) fused.root()).zero(zeros.subList(0, fused.rootInputs()));
    boolean zero = fused.zero(root, zeros::get);
    Layout first = inputs.getFirst();
    boolean equal = inputs.stream().allMatch(first::samePlaces);
    TensorType type = node.types().getFirst();
    if (type.isBatched() && hasVectors(first, node, context)) {
      Layout wished = wished(type, wish, zero, context);
      return List.of(equal && suffices(first, wished) ? first.withZeroPads(zero) : wished);
    }
    if (!equal) {
      throw new IllegalStateException(node + " of values that lie differently: " + inputs);
    }
    return List.of(first.withZeroPads(zero));
  }

  /** Whether the result may lie as the inputs do, so that one loop runs over all of them. */
  private static boolean suffices(Layout inputs, Layout wished) {
    Image image = Image.of(wished);
    return !inputs.part()
        && !wished.part()
        && Image.of(inputs).hasBorders(image.before(), image.after());
  }

  @Override
  public boolean mayOverwrite(Node node, int input, int result, Context context) {
    return true;
  }

  @Override
  public void lower(Lowering l) {
    FusedOp fused = FusedOp.of(l.node());
    List<Home> inputs = new ArrayList<>();
    for (int i = 0; i < l.node().inputs().size(); i++) {
      inputs.add(l.input(i));
    }
    BiFunction<KernelBuilder, List<Expr>, Expr> f =
        (k, values) ->
            fused.epilogue(
                k,
                ((Elementwise) fused.root()).apply(k, values.subList(0, fused.rootInputs())),
                values::get);
    sweep(l, l.node().op().mnemonic(), inputs, l.result(0), f);
  }

  /**
   * Emits {@code y = f(x0, x1, ...)} over the rows of the range.
   *
   * @param name of the kernel
   * @param inputs homes at equal places, or of vectors of channels; the result's own may be among
   *     them
   */
  public static void sweep(
      Lowering l,
      String name,
      List<Home> inputs,
      Home result,
      BiFunction<KernelBuilder, List<Expr>, Expr> f) {
    Layout layout = result.layout();
    if (!layout.part() && inputs.stream().allMatch(x -> x.layout().samePlaces(layout))) {
      stretch(l, name, inputs, result, f);
    } else {
      new ImageSweep(l, inputs, result).lower(name, f);
    }
  }

  private static void stretch(
      Lowering l,
      String name,
      List<Home> inputs,
      Home result,
      BiFunction<KernelBuilder, List<Expr>, Expr> f) {
    DType type = result.buffer().dtype();
    KernelBuilder k = l.kernel(name);
    List<Place> x = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      x.add(k.place("x" + i, type));
    }
    Place y = k.place("y", type);
    Index n = k.index("n");
    k.loop(
        "i",
        Index.ZERO,
        n,
        k.lanes(type),
        i -> {
          List<Expr> values = new ArrayList<>();
          for (int j = 0; j < inputs.size(); j++) {
            values.add(k.let("a" + j, k.load(x.get(j), i)));
          }
          k.store(y, i, f.apply(k, values));
        });
    Kernel kernel = l.finish(k, name + ", elementwise over n elements, pads included.");
    boolean batched = l.node().types().getFirst().isBatched();
    Index first = batched ? l.firstRow() : Index.ZERO;
    List<Home> homes = new ArrayList<>(inputs);
    homes.add(result);
    l.call(
        kernel,
        homes.stream().map(home -> batched ? home.at(first) : home.start()).toList(),
        batched
            ? l.endRow().plus(first.times(-1)).times(result.rowStride())
            : Index.of(result.layout().size()));
  }
}
