package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import dev.lanewise.processor.ops.pool.WindowWalk.Range;
import dev.lanewise.processor.ops.window.InterleavedAlgorithm;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Windows whose taps all lie within the input: a call for each line. */
final class WindowLines {
  /**
   * Windows side by side in one pass of the loop; more gain nothing, for none waits for another.
   */
  private static final int MOST_WINDOWS = 4;

  /** Taps of a pass, in plain Java too, where no call sites bound a method's bytecode. */
  private static final int MOST_TAPS = 28;

  private final Lowering l;
  private final WindowWalk walk;
  private final List<Home> homes;

  /**
   * @param side windows side by side
   * @param unrolled axes from the last whose taps are written out; the others are loops
   */
  private record Shape(int side, int unrolled) {}

  WindowLines(Lowering l, WindowWalk walk) {
    this.l = l;
    this.walk = walk;
    this.homes = WindowFrame.homes(l);
  }

  Consumer<Index> over(List<Range> block) {
    Shape shape = shape();
    Range line = block.getLast();
    List<BiConsumer<Index, List<Index>>> calls = new ArrayList<>();
    Tiles.of(line.end() - line.first(), shape.side)
        .forEach((count, first, side) -> {
          Kernel kernel =
              l.finish(
                  kernel(count, new Shape(side, shape.unrolled)),
                  "A line of windows, " + side + " side by side.");
          calls.add((row, at) -> l.call(kernel, places(row, at, line.first() + first)));
        });
    return row ->
        LoopNest.write(
            block.size() - 1,
            (axis, body) -> {
              Range range = block.get(axis);
              l.driver().loop("o", Index.of(range.first()), Index.of(range.end()), 1, body);
            },
            at -> calls.forEach(call -> call.accept(row, at)));
  }

  private List<Place> places(Index row, List<Index> at, int first) {
    List<Place> places = new ArrayList<>();
    for (int array = 0; array < homes.size(); array++) {
      Home home = homes.get(array);
      Index index = Index.of(home.layout().offset());
      for (int axis = 0; axis < walk.windows().size(); axis++) {
        boolean last = axis == walk.windows().size() - 1;
        Index o = last ? Index.of(first) : at.get(axis);
        Window w = walk.windows().get(axis);
        Index pixel = walk.isWide(array) ? o.times(w.stride()).plus(-w.before()) : o;
        index = index.plus(pixel.times(InterleavedAlgorithm.stride(home, axis)));
      }
      places.add(home.at(row).plus(index));
    }
    return places;
  }

  /** All axes written out where that stays small, otherwise loops around the last ones. */
  private Shape shape() {
    for (int unrolled = walk.windows().size(); unrolled > 0; unrolled--) {
      boolean all = unrolled == walk.windows().size();
      for (int side = all ? MOST_WINDOWS : 1; side > 0; side--) {
        Shape shape = new Shape(side, unrolled);
        if (taps(shape) <= MOST_TAPS
            && CallSites.of(kernel(2, shape).build("")) <= CallSites.BUDGET) {
          return shape;
        }
      }
    }
    return new Shape(1, 0);
  }

  private int taps(Shape shape) {
    List<Window> windows = walk.windows();
    return windows.subList(windows.size() - shape.unrolled, windows.size()).stream()
        .mapToInt(Window::kernel)
        .reduce(shape.side, Math::multiplyExact);
  }

  private KernelBuilder kernel(int count, Shape shape) {
    KernelBuilder k = l.kernel(l.node().op().mnemonic() + "Line" + shape.side);
    List<Place> start = WindowFrame.places(k, homes);
    Window last = walk.windows().getLast();
    int divisor = walk.windows().stream().mapToInt(Window::kernel).reduce(1, Math::multiplyExact);
    UnaryOperator<Expr> divided = sum -> walk.averages() ? sum.times(1.0 / divisor) : sum;
    // A call has all channels: with one for each vector of them, small images were calls mostly.
    k.loop(
        "c",
        Index.ZERO,
        Index.of(InterleavedAlgorithm.channels(l)),
        k.lanes(l.result(0).buffer().dtype()),
        c ->
            k.loop(
                "i",
                count,
                i -> {
                  List<Index> tile = new ArrayList<>();
                  for (int array = 0; array < homes.size(); array++) {
                    int step = shape.side * step(array, last);
                    tile.add(k.let("at", i.times(step).plus(c)));
                  }
                  for (int s = 0; s < shape.side; s++) {
                    List<Place> places = new ArrayList<>();
                    for (int array = 0; array < homes.size(); array++) {
                      Index at = tile.get(array).plus(s * step(array, last));
                      places.add(start.get(array).plus(at));
                    }
                    walk.window(
                        new WindowFrame(
                            walk,
                            k,
                            homes,
                            places,
                            (b, body) -> taps(b, shape.unrolled, body),
                            divided));
                  }
                }));
    return k;
  }

  /** From window to window of a line. */
  private int step(int array, Window last) {
    int pixel = InterleavedAlgorithm.stride(homes.get(array), walk.windows().size() - 1);
    return walk.isWide(array) ? last.stride() * pixel : pixel;
  }

  private void taps(KernelBuilder k, int unrolled, Consumer<List<Index>> body) {
    List<Window> windows = walk.windows();
    LoopNest.write(
        windows.size(),
        (axis, next) -> {
          int kernel = windows.get(axis).kernel();
          if (windows.size() - axis > unrolled) {
            k.loop("t", kernel, next);
          } else {
            IntStream.range(0, kernel).forEach(t -> next.accept(Index.of(t)));
          }
        },
        body);
  }
}
