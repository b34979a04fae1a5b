package dev.lanewise.processor.ops.window;

import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.ops.shape.Nest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Sums over the pixels of one sample, for a few vectors of channels side by side. Several pixels at
 * a time have sums of their own, which are added up at the end:
 *
 * <pre>
 * for p in 0 until pixels step U: for u in 0 until U: for each vector v: c[u][v] += f(x[p + u][v])
 * </pre>
 *
 * @param layouts of the images, interleaved and of the same sizes
 * @param vectors of channels
 */
public record PixelSums(KernelBuilder k, List<Layout> layouts, int vectors) {
  /** Sums at a time that hide the latency of an addition. */
  private static final int ENOUGH = 8;

  /** Adds what one vector of one pixel contributes, given its values in each image. */
  public interface Step {
    void add(int vector, List<Expr> values, List<Expr.Use> sums);
  }

  /** Vectors of channels that may have their sums in registers, with what else they need. */
  public static int mostVectors(Target target) {
    return target.accumulators() / 4;
  }

  /** Loops over the pixels of images, in which neighbouring axes without a jump are one. */
  public static Nest pixels(List<Layout> layouts) {
    List<Image> images = layouts.stream().map(Image::of).toList();
    List<Integer> sizes = images.getFirst().sizes();
    List<Nest.Axis> axes =
        IntStream.range(0, sizes.size())
            .mapToObj(i ->
                new Nest.Axis(
                    sizes.get(i), images.stream().map(image -> image.strides().get(i)).toList()))
            .toList();
    return new Nest(layouts.size(), axes);
  }

  /**
   * The sums by vector.
   *
   * @param places of the first pixel and vector in each image
   * @param count of sums for each vector
   */
  public List<List<Expr>> of(List<Place> places, int count, Step step) {
    DType type = places.getFirst().buffer().dtype();
    Nest nest = pixels(layouts);
    int length = nest.axes().isEmpty() ? 1 : nest.axes().getLast().size();
    int together = Math.max(1, Math.min(length, ENOUGH / (vectors * count)));
    List<List<List<Expr.Use>>> sums = new ArrayList<>();
    for (int u = 0; u < together; u++) {
      sums.add(new ArrayList<>());
      for (int v = 0; v < vectors; v++) {
        List<Expr.Use> own = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          own.add(k.variable("c" + i + "_" + u + "_" + v, k.constant(type, 0)));
        }
        sums.getLast().add(own);
      }
    }
    BiConsumer<List<Place>, Integer> pixel =
        (at, u) -> {
          for (int v = 0; v < vectors; v++) {
            step.add(v, load(at, v), sums.get(u).get(v));
          }
        };
    lines(nest, 0, places, line -> cover(nest, line, length, together, pixel));
    return IntStream.range(0, vectors)
        .mapToObj(
            v -> IntStream.range(0, count).mapToObj(i -> total(sums, v, i, 0, together)).toList())
        .toList();
  }

  private List<Expr> load(List<Place> at, int vector) {
    List<Expr> values = new ArrayList<>();
    for (Place place : at) {
      int lanes = k.lanes(place.buffer().dtype());
      values.add(k.let(place.buffer().name() + "_v", k.load(place, Index.of(vector * lanes))));
    }
    return values;
  }

  private void lines(Nest nest, int depth, List<Place> places, Consumer<List<Place>> body) {
    if (depth >= nest.axes().size() - 1) {
      body.accept(places);
      return;
    }
    Nest.Axis axis = nest.axes().get(depth);
    k.loop(
        "i",
        axis.size(),
        i -> {
          List<Place> inner = new ArrayList<>();
          for (Place place : moved(axis, places, i)) {
            String name = place.buffer().name() + "Line";
            inner.add(new Place(place.buffer(), k.let(name, place.at())));
          }
          lines(nest, depth + 1, inner, body);
        });
  }

  private void cover(
      Nest nest,
      List<Place> line,
      int length,
      int together,
      BiConsumer<List<Place>, Integer> pixel) {
    if (nest.axes().isEmpty()) {
      pixel.accept(line, 0);
      return;
    }
    Nest.Axis axis = nest.axes().getLast();
    int whole = length / together * together;
    k.loop(
        "p",
        Index.ZERO,
        Index.of(whole),
        together,
        p -> {
          for (int u = 0; u < together; u++) {
            pixel.accept(moved(axis, line, p.plus(u)), u);
          }
        });
    for (int u = 0; u < length - whole; u++) {
      pixel.accept(moved(axis, line, Index.of(whole + u)), u);
    }
  }

  private static List<Place> moved(Nest.Axis axis, List<Place> places, Index i) {
    return IntStream.range(0, places.size())
        .mapToObj(j -> places.get(j).plus(i.times(axis.strides().get(j))))
        .toList();
  }

  /** Added pairwise, in an order that depends on nothing but the shape. */
  private Expr total(List<List<List<Expr.Use>>> sums, int vector, int i, int from, int count) {
    return count == 1
        ? sums.get(from).get(vector).get(i)
        : total(sums, vector, i, from, count / 2)
            .plus(total(sums, vector, i, from + count / 2, count - count / 2));
  }
}
