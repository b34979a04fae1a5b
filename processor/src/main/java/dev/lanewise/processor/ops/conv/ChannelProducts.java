package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.ops.Tiles;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.List;
import java.util.Optional;

/**
 * The weight gradient of a convolution in groups, with lanes along the channels of the result.
 *
 * <pre>
 * for vectors of channels, for summed channels, for blocks of lines of taps:
 *   c[lines][taps][vectors] = 0
 *   for samples, for pixels: c[t][v] += x[pixel + t][v] * yGrad[pixel][v]
 * </pre>
 */
final class ChannelProducts implements Algorithm {
  @Override
  public String name() {
    return "products by channel";
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.TILES;
  }

  private static ConvWeightGradOp op(Node node) {
    return (ConvWeightGradOp) node.op();
  }

  private static List<List<Axis>> axes(Node node) {
    return op(node).windows().stream().map(w -> List.of(Axis.forward(w))).toList();
  }

  private static LaneWeights weights(Node node, Context context) {
    TensorType type = node.types().getFirst();
    int lanes = context.target().lanes(type.dtype());
    return LaneWeights.of(type.shape(), op(node).groups(), 0, lanes);
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    // Pads of either would become gradients of the pads of the weights.
    return input == 0
        ? ReadImages.lanes(type, axes(node), actual, context)
        : ChannelImages.vectors(type, actual, true, context);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    return Optional.of(
        input == 0
            ? ReadImages.lanes(type, axes(node), context)
            : ChannelImages.plain(type, true, context));
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return List.of(weights(node, context).layout());
  }

  @Override
  public void lower(Lowering l) {
    DType type = l.result(0).buffer().dtype();
    int lanes = l.target().lanes(type);
    int summed = l.node().types().getFirst().shape().get(1);
    LaneWeights weights = weights(l.node(), l.context());
    LaneNest nest = LaneNest.of(l.input(0).layout(), summed, Part.whole(axes(l.node())), weights);
    List<Sum> outer = nest.outer();
    Sum lines = outer.isEmpty() ? new Sum(1, 0, 0) : outer.getLast();
    List<Sum> further = outer.isEmpty() ? outer : outer.subList(0, outer.size() - 1);
    ChannelTile.Shape shape = ChannelTile.Shape.best(l, nest, lines);
    Tiles taps = Tiles.of(nest.last().taps(), shape.taps());
    Tiles rows = Tiles.of(lines.count(), shape.lines());
    Tiles vectors = Tiles.of(weights.channels() / lanes, shape.vectors());
    vectors.forEach((columns, firstVector, wide) ->
        rows.forEach((rowBlocks, firstLine, high) ->
            taps.forEach((tapBlocks, firstTap, block) -> {
              Kernel kernel =
                  kernel(l, nest, lines, ChannelTile.Shape.of(l, nest, lines, high, block, wide));
              l.items(
                  columns * Sum.terms(further) * rowBlocks * tapBlocks,
                  item -> {
                    Index t = item.mod(tapBlocks).times(taps.size()).plus(firstTap);
                    Index rest = item.over(tapBlocks);
                    Index line = rest.mod(rowBlocks).times(rows.size()).plus(firstLine);
                    Sum.Term term = Sum.Term.of(further, rest.over(rowBlocks));
                    Index column =
                        term.rest().times(vectors.size() * lanes).plus(firstVector * lanes);
                    Index input =
                        t.times(nest.last().inputTap() * nest.pixel())
                            .plus(line.times(lines.input()))
                            .plus(term.input());
                    Index weight =
                        t.times(nest.tap()).plus(line.times(lines.weights())).plus(term.weights());
                    call(l, kernel, nest, input.plus(column), weight.plus(column), column);
                  });
            })));
  }

  private static void call(
      Lowering l, Kernel kernel, LaneNest nest, Index input, Index weight, Index column) {
    List<Index> origin = nest.part().origin();
    Home yGrad = l.input(1);
    l.call(
        kernel,
        List.of(
            nest.input(l.input(0).start(), origin).plus(input),
            nest.part().written(yGrad.start(), yGrad.layout(), origin).plus(column),
            nest.weights(l.result(0).start()).plus(weight)),
        l.rows());
  }

  private static Kernel kernel(Lowering l, LaneNest nest, Sum lines, ChannelTile.Shape shape) {
    return l.finish(
        new ChannelTile(l, nest, lines, shape).builder(),
        "{@code for samples and pixels: c[t][v] += x[t][v] * yGrad[v]} with "
            + shape.lines()
            + " lines of "
            + shape.taps()
            + " taps x "
            + shape.vectors()
            + " vectors of channels.");
  }
}
