package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Borders;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Convolution without a detour: a register tile of pixels by vectors of channels, over taps and
 * channels.
 *
 * <pre>
 * for each sample, for each panel of channels, for each line of pixels, for each tile of a line:
 *   c[pixels][vectors] = bias
 *   for taps, for channels: c[p][v] += broadcast(x[pixel p + tap][channel]) * w[tap][channel][v]
 *   y = epilogue(c)
 * </pre>
 *
 * The image that is read has its padding as a border of zeros, so that all tiles are alike. A panel
 * of weights stays in the second-level cache for a whole image.
 *
 * @param planar whether the result is in the user's order, to which each line goes once it is
 *     complete
 */
record DirectConv(boolean planar) implements RowAlgorithm {
  @Override
  public String name() {
    return planar ? "direct convolution, line by line for the user" : "direct convolution";
  }

  private static ConvProduct product(Node node) {
    return (ConvProduct) FusedOp.of(node).root();
  }

  private static boolean bias(Node node) {
    return FusedOp.of(node).rootInputs() > 2;
  }

  private static ProductTiles tiles(Node node, Context context) {
    return tiles(product(node), node.types().getFirst(), context);
  }

  static ProductTiles tiles(ConvProduct product, TensorType result, Context context) {
    return ProductTiles.of(
        product.filters(), product.groups(), result.last().size(), result.dtype(), context);
  }

  /** How a product reads its weights. */
  static ConvWeights weights(
      ConvProduct product, TensorType result, TensorType weight, Context context) {
    int lanes = context.target().lanes(weight.dtype());
    int width = tiles(product, result, context).width(lanes);
    return ConvWeights.of(weight.shape(), product.groups(), product.laneAxis(), width);
  }

  @Override
  public boolean applies(Node node, Optional<Layout> wish, Context context) {
    int lanes = context.target().lanes(node.types().getFirst().dtype());
    return !planar || PlanarLines.suits(node, wish, tiles(node, context).width(lanes), lanes);
  }

  @Override
  public boolean interleaves(Node node, Context context) {
    return !planar;
  }

  @Override
  public boolean writesExactly(Node node, int result, Context context) {
    return planar;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    if (input == 0) {
      return ReadImages.lines(type, product(node).axes(), actual, context);
    }
    if (input == 1) {
      return weights(product(node), node.types().getFirst(), type, context).layout();
    }
    if (!type.isBatched()) {
      return context.flat(type);
    }
    return ChannelImages.vectors(type, actual, false, context);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    return input == 0
        ? Optional.of(ReadImages.lines(type, product(node).axes(), context))
        : Optional.empty();
  }

  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    if (planar) {
      return List.of(Layout.canonical(node.types().getFirst().shape()));
    }
    // The pads of weights and bias are zero, and so are those of the product.
    boolean zero = FusedOp.of(node).zero(true, i -> inputs.get(i).zeroPads());
    return List.of(ChannelImages.result(node.types().getFirst(), wish, zero, context));
  }

  @Override
  public int scratch(Node node, Context context) {
    TensorType y = node.types().getFirst();
    int width = tiles(node, context).width(context.target().lanes(y.dtype()));
    return planar ? PlanarLines.scratch(y, width) : 0;
  }

  @Override
  public void lower(Lowering l) {
    FusedOp fused = FusedOp.of(l.node());
    ProductTiles tiles = tiles(l.node(), l.context());
    int width = tiles.width(l.target().lanes(l.result(0).buffer().dtype()));
    Home y = l.result(0);
    List<Consumer<Index>> parts = new ArrayList<>();
    for (Part part : Part.all(product(l.node()).axes())) {
      ConvNest nest =
          ConvNest.of(
              l.input(0).layout(),
              l.node().input(1).type().shape(),
              product(l.node()).groups(),
              product(l.node()).laneAxis(),
              part,
              width);
      ConvResult result = planar ? PlanarLines.of(l, part, width) : new ConvResult.InPlace(l, part);
      parts.add(new ConvLines(l, fused, tiles, nest, result).body());
    }
    l.eachRow(row -> {
      Borders.clear(l.driver(), y, y.row(row));
      parts.forEach(part -> part.accept(row));
    });
  }
}
