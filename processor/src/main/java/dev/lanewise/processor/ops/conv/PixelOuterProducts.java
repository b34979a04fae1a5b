package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import java.util.List;
import java.util.Optional;

/**
 * The weight gradient of a convolution: the tile of the product with samples and pixels summed
 * over.
 *
 * <pre>
 * for each panel of channels, for each tap, for each block of the run of channels:
 *   c[block][vectors] = 0
 *   for samples, for pixels: c[k][v] += broadcast(x[pixel + tap][k]) * yGrad[pixel][v]
 *   store to the panel, where the convolution reads the weights
 * </pre>
 */
final class PixelOuterProducts implements Algorithm {
  @Override
  public String name() {
    return "outer products of pixels";
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.TILES;
  }

  private static List<Axis> axes(Node node) {
    return ((ConvWeightGradOp) node.op()).windows().stream().map(Axis::forward).toList();
  }

  private static ConvTiles tiles(Node node, Context context) {
    TensorType yGrad = node.input(1).type();
    return ConvTiles.of(
        yGrad.sampleShape().getFirst(), yGrad.last().size(), yGrad.dtype(), context);
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    int lanes = context.target().lanes(type.dtype());
    if (input == 0) {
      return DirectConv.readable(type, axes(node).stream().map(List::of).toList(), actual, lanes);
    }
    // Pads of yGrad would become gradients of the pads of the weights.
    List<Integer> none = type.sampleShape().stream().skip(1).map(size -> 0).toList();
    boolean suits =
        Image.isImage(actual) && Image.of(actual).isInterleaved(lanes) && actual.zeroPads();
    return suits ? actual : Image.interleaved(type, none, none, lanes, true);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    int lanes = context.target().lanes(type.dtype());
    List<Integer> none = type.sampleShape().stream().skip(1).map(size -> 0).toList();
    return Optional.of(
        input == 0
            ? DirectConv.image(type, axes(node).stream().map(List::of).toList(), lanes)
            : Image.interleaved(type, none, none, lanes, true));
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    TensorType type = node.types().getFirst();
    int width = tiles(node, context).width(context.target().lanes(type.dtype()));
    return List.of(ConvWeights.of(type.shape(), 0, width).layout());
  }

  @Override
  public void lower(Lowering l) {
    DType type = l.result(0).buffer().dtype();
    int lanes = l.target().lanes(type);
    ConvTiles tiles = tiles(l.node(), l.context());
    ConvNest nest =
        ConvNest.of(
            Image.of(l.input(0).layout()),
            l.node().types().getFirst().shape(),
            0,
            axes(l.node()),
            tiles.width(lanes));
    Tiles blocks = Tiles.of(nest.run().count(), l.target().accumulators() / tiles.vectors());
    int outer = nest.loops().stream().mapToInt(ConvNest.Loop::count).reduce(1, (a, b) -> a * b);
    tiles
        .panels()
        .forEach((panelCount, firstVector, vectors) ->
            blocks.forEach((blockCount, first, block) -> {
              Kernel kernel = kernel(l, nest, block, vectors);
              l.items(
                  panelCount * outer * blockCount,
                  item -> {
                    Index b = item.mod(blockCount).times(block).plus(first);
                    Index rest = item.over(blockCount);
                    Index input = b.times(nest.run().input());
                    Index weights = b.times(nest.run().weights());
                    for (ConvNest.Loop loop : nest.loops().reversed()) {
                      Index t = rest.mod(loop.count());
                      rest = rest.over(loop.count());
                      input = input.plus(t.times(loop.input()));
                      weights = weights.plus(t.times(loop.weights()));
                    }
                    Index column = rest.times(tiles.width(lanes)).plus(firstVector * lanes);
                    call(l, kernel, nest, input, weights, column);
                  });
            }));
  }

  private static void call(
      Lowering l, Kernel kernel, ConvNest nest, Index input, Index weights, Index column) {
    List<Index> origin = nest.axes().stream().map(axis -> Index.ZERO).toList();
    Home yGrad = l.input(1);
    l.call(
        kernel,
        List.of(
            nest.input(l.input(0).start(), origin).plus(input),
            nest.result(yGrad.start(), yGrad.layout(), origin).plus(column),
            nest.weights(l.result(0).start(), column).plus(weights)),
        l.rows());
  }

  private static Kernel kernel(Lowering l, ConvNest nest, int block, int vectors) {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel("conv_weight_grad_" + block + "x" + vectors);
    int lanes = k.lanes(type);
    Place x = k.place("x", type);
    Place yGrad = k.place("yGrad", type);
    Place wGrad = k.place("wGrad", type);
    Index rows = k.index("rows");
    Expr.Use[][] c = new Expr.Use[block][vectors];
    for (int i = 0; i < block; i++) {
      for (int v = 0; v < vectors; v++) {
        c[i][v] = k.variable("c" + i + "_" + v, k.constant(type, 0));
      }
    }
    k.loop(
        "r",
        Index.ZERO,
        rows,
        1,
        r ->
            pixels(
                k,
                nest,
                l,
                0,
                r.times(l.input(0).rowStride()),
                r.times(l.input(1).rowStride()),
                (input, result) -> {
                  Expr[] y = new Expr[vectors];
                  for (int v = 0; v < vectors; v++) {
                    y[v] = k.let("y" + v, k.load(yGrad, result.plus(v * lanes)));
                  }
                  for (int i = 0; i < block; i++) {
                    Index at = input.plus(i * nest.run().input());
                    Expr value = k.let("x" + i, k.broadcast(k.element(x, at)));
                    for (int v = 0; v < vectors; v++) {
                      k.assign(c[i][v], value.fma(y[v], c[i][v]));
                    }
                  }
                }));
    for (int i = 0; i < block; i++) {
      // The last panel may have fewer vectors, and then pads.
      for (int v = 0; v < nest.panelWidth() / lanes; v++) {
        Expr value = v < vectors ? c[i][v] : k.constant(type, 0);
        k.store(wGrad, i * nest.run().weights() + v * lanes, value);
      }
    }
    return l.finish(
        k,
        "{@code for samples and pixels: c[k][v] += x[k] * yGrad[v]} with "
            + block
            + " weights of a run x "
            + vectors
            + " vectors of channels.");
  }

  /** Loops over the pixels of a sample. */
  private static void pixels(
      KernelBuilder k,
      ConvNest nest,
      Lowering l,
      int axis,
      Index input,
      Index result,
      java.util.function.BiConsumer<Index, Index> body) {
    if (axis == nest.axes().size()) {
      body.accept(input, result);
      return;
    }
    Axis a = nest.axes().get(axis);
    int inputStep = a.inputStep() * nest.image().strides().get(axis);
    int resultStep = Image.of(l.input(1).layout()).strides().get(axis);
    Index inputAt = k.let("inputAt", input);
    Index resultAt = k.let("resultAt", result);
    k.loop(
        "o",
        a.count(),
        o ->
            pixels(
                k,
                nest,
                l,
                axis + 1,
                inputAt.plus(o.times(inputStep)),
                resultAt.plus(o.times(resultStep)),
                body));
  }
}
