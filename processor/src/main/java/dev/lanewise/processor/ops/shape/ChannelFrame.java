package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.PixelLoops;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.window.InterleavedAlgorithm;
import java.util.List;

/**
 * The way back of {@link ChannelParts}: the part's channels in their place of the whole image, and
 * zeros in all others.
 */
final class ChannelFrame extends InterleavedAlgorithm {
  private final int start;

  /**
   * @param start first channel of the part
   */
  ChannelFrame(int start) {
    this.start = start;
  }

  @Override
  public String name() {
    return "copy channels";
  }

  /** Pads of the part must be the whole's, or be none: they are copied. */
  @Override
  public boolean applies(Node node, Context context) {
    int lanes = context.target().lanes(node.types().getFirst().dtype());
    int count = node.input(0).type().sampleShape().getFirst();
    int all = node.types().getFirst().sampleShape().getFirst();
    return ChannelParts.areImages(node.types().getFirst())
        && start % lanes == 0
        && (count % lanes == 0 || start + count == all)
        && Algorithm.isInterleaved(node.input(0), context);
  }

  @Override
  public void lower(Lowering l) {
    Home from = l.input(0);
    Home to = l.result(0);
    DType type = to.buffer().dtype();
    int count = l.node().input(0).type().sampleShape().getFirst();
    Layout part = to.layout().slice(1, start, count, false);
    KernelBuilder k = l.kernel("channels");
    Place x = k.place("from", type);
    Place y = k.place("to", type);
    PixelLoops.each(
        k,
        type,
        List.of(Image.of(from.layout()), Image.of(part)),
        at -> k.store(y, at.get(1), k.load(x, at.get(0))));
    Kernel kernel = l.finish(k, "Channels to their place among others.");
    l.eachRow(row -> {
      clear(l, row);
      l.call(
          kernel, List.of(from.pixels(row), new Home(to.buffer(), to.offset(), part).pixels(row)));
    });
  }
}
