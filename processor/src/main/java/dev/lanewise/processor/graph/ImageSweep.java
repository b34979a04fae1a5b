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
import java.util.function.Function;

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
    if (image.sizes().isEmpty()) {
      features(name, f);
    } else {
      pixels(name, f);
    }
  }

  /**
   * Features have no pixels: one call for each row, as a vector of it would be too short for one.
   */
  private void features(String name, BiFunction<KernelBuilder, List<Expr>, Expr> f) {
    KernelBuilder k = l.kernel(name + "Rows");
    List<Place> places = places(k);
    Index end = Index.of(image.channels());
    k.loop("j", Index.ZERO, end, k.lanes(type), j -> store(k, places, home -> j, f));
    Kernel kernel = l.finish(k, name + ", elementwise over the features of a row.");
    l.eachRow(row -> l.call(kernel, homes.stream().map(home -> home.pixels(row)).toList()));
  }

  private void pixels(String name, BiFunction<KernelBuilder, List<Expr>, Expr> f) {
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
    List<Place> places = places(k);
    LoopNest.write(
        image.sizes().size(),
        (axis, body) -> k.loop("p", image.sizes().get(axis), body),
        pixel -> store(k, places, home -> at(home, pixel), f));
    return l.finish(k, name + ", elementwise over the pixels of a vector of channels.");
  }

  private List<Place> places(KernelBuilder k) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < homes.size() - 1; i++) {
      places.add(k.place("x" + i, type));
    }
    places.add(k.place("y", type));
    return places;
  }

  private void store(
      KernelBuilder k,
      List<Place> places,
      Function<Home, Index> at,
      BiFunction<KernelBuilder, List<Expr>, Expr> f) {
    List<Expr> values = new ArrayList<>();
    for (int i = 0; i < homes.size() - 1; i++) {
      values.add(k.let("a" + i, k.load(places.get(i), at.apply(homes.get(i)))));
    }
    k.store(places.getLast(), at.apply(homes.getLast()), f.apply(k, values));
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
