package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * An elementwise op on images with borders of different widths, or parts of others, which a packed
 * copy would cost a sweep of its own:
 *
 * <pre>for each vector of channels, for each pixel: y[pixel][v] = f(a[pixel][v], b[pixel][v], ...)
 * </pre>
 */
final class ImageSweep {
  private final Lowering l;
  private final List<Home> homes;
  private final Image image;
  private final DType type;

  /**
   * @param inputs images of one shape
   */
  ImageSweep(Lowering l, List<Home> inputs, Home result) {
    this.l = l;
    this.homes = new ArrayList<>(inputs);
    this.homes.add(result);
    this.image = Image.of(result.layout());
    this.type = result.buffer().dtype();
  }

  /** Emits {@code y = f(x0, x1, ...)} over the rows of the range. */
  void lower(String name, BiFunction<KernelBuilder, List<Expr>, Expr> f) {
    Kernel kernel = kernel(name, f);
    int lanes = l.target().lanes(type);
    Home result = homes.getLast();
    l.eachRow(row -> {
      Borders.clear(l.driver(), result, result.row(row));
      l.driver()
          .loop(
              "v",
              (image.channels() + lanes - 1) / lanes,
              v -> {
                List<Place> places = new ArrayList<>();
                for (Home home : homes) {
                  Index first = v.times(lanes).plus(home.layout().offset());
                  places.add(home.at(row).plus(first));
                }
                l.call(kernel, places);
              });
    });
  }

  private Kernel kernel(String name, BiFunction<KernelBuilder, List<Expr>, Expr> f) {
    KernelBuilder k = l.kernel(name + "Images");
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < homes.size() - 1; i++) {
      places.add(k.place("x" + i, type));
    }
    places.add(k.place("y", type));
    LoopNest.write(
        image.sizes().size(),
        (axis, body) -> k.loop("p", image.sizes().get(axis), body),
        pixel -> {
          List<Expr> values = new ArrayList<>();
          for (int i = 0; i < homes.size() - 1; i++) {
            values.add(k.let("a" + i, k.load(places.get(i), at(homes.get(i), pixel))));
          }
          k.store(places.getLast(), at(homes.getLast(), pixel), f.apply(k, values));
        });
    return l.finish(k, name + ", elementwise over the pixels of a vector of channels.");
  }

  private static Index at(Home home, List<Index> pixel) {
    List<Integer> strides = Image.of(home.layout()).strides();
    Index at = Index.ZERO;
    for (int axis = 0; axis < pixel.size(); axis++) {
      at = at.plus(pixel.get(axis).times(strides.get(axis)));
    }
    return at;
  }
}
