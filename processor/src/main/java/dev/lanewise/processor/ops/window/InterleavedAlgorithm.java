package dev.lanewise.processor.ops.window;

import dev.lanewise.processor.graph.Borders;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.LoopNest;
import java.util.List;
import java.util.Optional;

/**
 * An algorithm whose lanes run along the channels of images: it reads any whose channels lie side
 * by side in whole vectors, and writes one with the borders that its readers wish for. The pads
 * behind the channels of the result are those of its last input, or zeros where those are.
 */
public abstract class InterleavedAlgorithm implements RowAlgorithm {
  private static boolean isPixel(TensorType type) {
    return type.sampleSize() == type.sampleShape().getFirst();
  }

  @Override
  public boolean interleaves(Node node, Context context) {
    return true;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    int lanes = context.target().lanes(type.dtype());
    boolean pixel = isPixel(type) && actual.hasCanonicalRows() && actual.rowStride() % lanes == 0;
    return pixel ? actual : ChannelImages.vectors(type, actual, false, context);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    return isPixel(type) ? Optional.empty() : Optional.of(ChannelImages.plain(type, true, context));
  }

  /** A single pixel lies as features do, unless readers wish otherwise. */
  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    TensorType type = node.types().getFirst();
    boolean zero = inputs.getLast().zeroPads();
    return List.of(
        isPixel(type) && wish.isEmpty()
            ? context.activation(type, zero)
            : ChannelImages.result(type, wish, zero, context));
  }

  /** Clears what no pixel of a sample of the result covers; that of a lone pixel wholly. */
  protected static void clearBorders(Lowering l, Index row) {
    Home result = l.result(0);
    if (Image.isImage(result.layout())) {
      Borders.clear(l.driver(), result, result.row(row));
    }
    if (isPixel(l.node().types().getFirst())) {
      clear(l, row);
    }
  }

  /** Clears a sample of the result. */
  protected static void clear(Lowering l, Index row) {
    Home result = l.result(0);
    if (result.layout().part()) {
      Borders.clear(l.driver(), result, result.row(row));
      clearPixels(l, row);
    } else {
      l.driver().clear(result.buffer(), result.row(row), Index.of(result.rowStride()));
    }
  }

  /** Clears the channels of each pixel, and not those of other images beside them. */
  private static void clearPixels(Lowering l, Index row) {
    Home result = l.result(0);
    Image image = Image.of(result.layout());
    LoopNest.write(
        image.sizes().size(),
        (axis, body) -> l.driver().loop("o", image.sizes().get(axis), body),
        pixel -> {
          Index at = result.pixels(row).at();
          for (int axis = 0; axis < pixel.size(); axis++) {
            at = at.plus(pixel.get(axis).times(stride(result, axis)));
          }
          l.driver().clear(result.buffer(), at, Index.of(channels(l)));
        });
  }

  /** From pixel to pixel along an axis of space. */
  public static int stride(Home home, int axis) {
    return home.layout().terms().get(axis + 2).stride();
  }

  /** Channels of the result, rounded up to whole vectors. */
  public static int channels(Lowering l) {
    int lanes = l.target().lanes(l.result(0).buffer().dtype());
    return (l.node().types().getFirst().sampleShape().getFirst() + lanes - 1) / lanes * lanes;
  }
}
