package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Borders;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.PixelLoops;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * Copies an image to its place within a larger one, whose other channels lie between: by vectors
 * where its own channels lie side by side already, element by element otherwise.
 */
final class PackPart extends PackOp.Pack {
  @Override
  public String name() {
    return "pack part";
  }

  @Override
  boolean leads(TensorType type, Layout from, Layout to, Context context) {
    return to.part() && Image.isImage(from);
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.ROWS;
  }

  @Override
  public void lower(Lowering l) {
    Home from = l.input(0);
    Home to = l.result(0);
    DType type = to.buffer().dtype();
    int lanes = l.target().lanes(type);
    Image source = Image.of(from.layout());
    Image target = Image.of(to.layout());
    // A step of a sequence lies in canonical order.
    boolean canonical = target.channelStride() != 1;
    boolean padsFit = source.channels() % lanes == 0 || from.layout().zeroPads();
    KernelBuilder k = l.kernel("packPart");
    if (source.hasVectors(lanes) && padsFit && !canonical) {
      vectors(k, source, target, type);
    } else {
      elements(k, source, target, type, canonical ? 1 : lanes);
    }
    Kernel kernel = l.finish(k, "An image to its place beside others.");
    l.eachRow(row -> {
      if (canonical) {
        PackElements.clearBehind(l, to, to.pixels(row).at());
      } else {
        Borders.clear(l.driver(), to, to.row(row));
      }
      l.call(kernel, List.of(from.pixels(row), to.pixels(row)));
    });
  }

  private static void vectors(KernelBuilder k, Image source, Image target, DType type) {
    Place x = k.place("from", type);
    Place y = k.place("to", type);
    PixelLoops.each(
        k, type, List.of(source, target), at -> k.store(y, at.getLast(), k.load(x, at.getFirst())));
  }

  /**
   * @param lanes of the vectors whose rest is written as zeros
   */
  private static void elements(KernelBuilder k, Image source, Image target, DType type, int lanes) {
    Place x = k.place("from", type);
    Place y = k.place("to", type);
    int channels = source.channels();
    int pads = Math.floorMod(-channels, lanes);
    LoopNest.write(
        source.sizes().size(),
        (axis, body) -> k.loop("i", source.sizes().get(axis), body),
        pixel -> {
          Index from = k.let("fromAt", distance(source, pixel));
          Index to = k.let("toAt", distance(target, pixel));
          k.loop(
              "c",
              channels,
              c ->
                  k.store(
                      y,
                      to.plus(c.times(target.channelStride())),
                      k.element(x, from.plus(c.times(source.channelStride())))));
          for (int pad = 0; pad < pads; pad++) {
            k.store(y, to.plus(channels + pad), new Expr.Const(type, 0));
          }
        });
  }

  private static Index distance(Image image, List<Index> pixel) {
    Index at = Index.ZERO;
    for (int i = 0; i < pixel.size(); i++) {
      at = at.plus(pixel.get(i).times(image.strides().get(i)));
    }
    return at;
  }
}
