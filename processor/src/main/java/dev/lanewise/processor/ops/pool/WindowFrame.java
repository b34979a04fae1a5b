package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.window.InterleavedAlgorithm;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One window in a kernel: its arrays, its taps and its divisor. */
final class WindowFrame {
  private final WindowWalk walk;
  private final KernelBuilder k;
  private final List<Home> homes;
  private final List<Place> places;
  private final Taps taps;
  private final UnaryOperator<Expr> divided;

  /** Calls a body for each tap, with its number along each axis. */
  interface Taps {
    void each(KernelBuilder k, Consumer<List<Index>> body);
  }

  /**
   * @param homes of the inputs and then the result
   * @param places of the window's first tap or pixel in them
   */
  WindowFrame(
      WindowWalk walk,
      KernelBuilder k,
      List<Home> homes,
      List<Place> places,
      Taps taps,
      UnaryOperator<Expr> divided) {
    this.walk = walk;
    this.k = k;
    this.homes = homes;
    this.places = places;
    this.taps = taps;
    this.divided = divided;
  }

  /** The arrays of a node: its inputs and then its result. */
  static List<Home> homes(Lowering l) {
    List<Home> homes = new ArrayList<>();
    for (int i = 0; i < l.node().inputs().size(); i++) {
      homes.add(l.input(i));
    }
    homes.add(l.result(0));
    return homes;
  }

  /** Parameters of a kernel for the arrays. */
  static List<Place> places(KernelBuilder k, List<Home> homes) {
    List<Place> places = new ArrayList<>();
    for (Home home : homes) {
      boolean result = places.size() == homes.size() - 1;
      places.add(k.place(result ? "to" : "from" + places.size(), home.buffer().dtype()));
    }
    return places;
  }

  void taps(Consumer<List<Index>> body) {
    taps.each(k, body);
  }

  Expr let(String name, Expr value) {
    return k.let(name, value);
  }

  Expr.Use variable(String name, double initial) {
    return k.variable(name, k.constant(type(), initial));
  }

  Expr.Use variable(String name, Expr initial) {
    return k.variable(name, initial);
  }

  void assign(Expr.Use variable, Expr value) {
    k.assign(variable, value);
  }

  /** The window's pixel in an array as large as the output. */
  Expr load(int array) {
    return k.load(places.get(array), Index.ZERO);
  }

  /** A tap in an array as large as the input. */
  Expr load(int array, List<Index> tap) {
    return k.load(places.get(array), offset(array, tap));
  }

  /** Writes the window's pixel of the result. */
  void store(Expr value) {
    k.store(places.getLast(), Index.ZERO, value);
  }

  /** Adds to a tap of the result, which begins at zero. */
  void add(List<Index> tap, Expr value) {
    Index at = offset(places.size() - 1, tap);
    boolean apart = walk.windows().stream().allMatch(w -> w.stride() >= w.extent());
    k.store(places.getLast(), at, apart ? value : k.load(places.getLast(), at).plus(value));
  }

  /** The value divided as an average divides its sum. */
  Expr divided(Expr value) {
    return divided.apply(value);
  }

  private DType type() {
    return places.getLast().buffer().dtype();
  }

  private Index offset(int array, List<Index> tap) {
    Index at = Index.ZERO;
    for (int axis = 0; axis < tap.size(); axis++) {
      Window w = walk.windows().get(axis);
      at =
          at.plus(
              tap.get(axis)
                  .times(w.dilation() * InterleavedAlgorithm.stride(homes.get(array), axis)));
    }
    return at;
  }
}
