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
 * Images whose borders differ are walked pixel by pixel instead: {@link ImageSweep}.
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
  public Layout wants(Node node, int input, Layout actual, Context context) {
    // What has no rows is as long as it is: it may lie as it likes.
    return !node.input(input).type().isBatched() || isInterleaved(actual, node, context)
        ? actual
        : Algorithm.super.wants(node, input, actual, context);
  }

  /** All like the first, or all interleaved. */
  @Override
  public Layout wants(Node node, int input, Layout actual, List<Layout> before, Context context) {
    if (input == 0) {
      return wants(node, input, actual, context);
    }
    boolean images =
        node.input(input).type().isBatched()
            && isInterleaved(before.getFirst(), node, context)
            && isInterleaved(actual, node, context);
    return images ? actual : before.getFirst().withZeroPads(false);
  }

  private static boolean isInterleaved(Layout layout, Node node, Context context) {
    return Image.isImage(layout)
        && Image.of(layout).isInterleaved(context.target().lanes(node.types().getFirst().dtype()));
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    return node.input(input).type().isBatched() ? result : Optional.empty();
  }

  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    boolean same = samePlaces(inputs);
    if (!same && !inputs.stream().allMatch(layout -> isInterleaved(layout, node, context))) {
      throw new IllegalStateException(node + " of values that lie differently: " + inputs);
    }
    FusedOp fused = FusedOp.of(node);
    List<Boolean> zero = inputs.stream().map(Layout::zeroPads).toList();
    boolean root = ((Elementwise) fused.root()).zero(zero.subList(0, fused.rootInputs()));
    boolean all = fused.zero(root, zero::get);
    TensorType type = node.types().getFirst();
    return List.of(
        same
            ? inputs.getFirst().withZeroPads(all)
            : Image.wished(type, wish, context.target().lanes(type.dtype()), all));
  }

  private static boolean samePlaces(List<Layout> layouts) {
    return layouts.stream().allMatch(layouts.getFirst()::samePlaces);
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
    String name = l.node().op().mnemonic();
    if (samePlaces(inputs.stream().map(Home::layout).toList())) {
      sweep(l, name, inputs, l.result(0), f);
    } else {
      new ImageSweep(l, inputs, l.result(0)).lower(name, f);
    }
  }

  /**
   * Emits {@code y = f(x0, x1, ...)} over the rows of the range.
   *
   * @param name of the kernel
   * @param inputs homes of one row stride; the result's own may be among them
   */
  public static void sweep(
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
