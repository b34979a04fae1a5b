package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Loops over elements of one sample, in which each array has a stride of its own along each axis.
 * The first array is the one written.
 *
 * <pre>
 * y 2x3x4, a 2x3x4, b 3x1:    for i in 0 until 2, j in 0 until 3, k in 0 until 4:
 *                               y[12 i + 4 j + k] = f(a[12 i + 4 j + k], b[j])
 * </pre>
 *
 * Neighbouring axes that all arrays pass through without a jump become one. The innermost loop runs
 * by vectors where it writes consecutive elements and reads consecutive ones, or one for all.
 *
 * @param arrays the written one and those read
 */
public record Nest(int arrays, List<Axis> axes) {
  /**
   * One loop.
   *
   * @param strides by array, the written one first; 0 where the same element serves all
   */
  public record Axis(int size, List<Integer> strides) {
    /** Whether this loop around the inner one is one long loop. */
    private boolean continues(Axis inner) {
      return IntStream.range(0, strides.size())
          .allMatch(i -> strides.get(i) == inner.size * inner.strides.get(i));
    }
  }

  public Nest {
    List<Axis> few = new ArrayList<>();
    for (Axis axis : axes) {
      if (axis.size == 1) {
        continue;
      }
      if (!few.isEmpty() && few.getLast().continues(axis)) {
        axis = new Axis(few.removeLast().size * axis.size, axis.strides);
      }
      few.add(axis);
    }
    axes = List.copyOf(few);
  }

  /** Strides of a canonical sample. */
  public static List<Integer> canonical(List<Integer> shape) {
    List<Integer> strides = new ArrayList<>();
    int stride = 1;
    for (int size : shape.reversed()) {
      strides.addFirst(stride);
      stride *= size;
    }
    return strides;
  }

  /**
   * Strides of a sample along the axes of a larger one that it stretches to: 0 along axes that it
   * lacks on the left, or has of size 1.
   */
  public static List<Integer> stretched(List<Integer> shape, List<Integer> to) {
    List<Integer> own = canonical(shape);
    int missing = to.size() - shape.size();
    List<Integer> strides = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      boolean same = i >= missing && shape.get(i - missing).equals(to.get(i));
      strides.add(same ? own.get(i - missing) : 0);
    }
    return strides;
  }

  /** Loops over all of a shape. */
  public static Nest over(List<Integer> shape, List<List<Integer>> strides) {
    return new Nest(
        strides.size(),
        IntStream.range(0, shape.size())
            .mapToObj(i -> new Axis(shape.get(i), strides.stream().map(s -> s.get(i)).toList()))
            .toList());
  }

  /** A kernel that writes {@code y = f(x...)}. */
  public Kernel kernel(
      Lowering l,
      DType type,
      String name,
      BiFunction<KernelBuilder, List<Expr>, Expr> f,
      String comment) {
    KernelBuilder two = new Writer(l.kernel(name), type, false, false, f).write();
    boolean fits = CallSites.of(ExpandMath.run(two.build(""))) <= CallSites.BUDGET;
    return l.finish(fits ? two : new Writer(l.kernel(name), type, false, true, f).write(), comment);
  }

  /** A kernel that adds, {@code y += x}, where elements of y may be met more than once. */
  Kernel adding(Lowering l, DType type, String name, String comment) {
    return l.finish(
        new Writer(l.kernel(name), type, true, false, (k, x) -> x.getFirst()).write(), comment);
  }

  private final class Writer {
    private final KernelBuilder k;
    private final DType type;
    private final boolean adds;
    private final boolean once;
    private final BiFunction<KernelBuilder, List<Expr>, Expr> f;

    /**
     * @param once whether the formula is too long to stand in the kernel a second time, for the
     *     last vector
     */
    Writer(
        KernelBuilder k,
        DType type,
        boolean adds,
        boolean once,
        BiFunction<KernelBuilder, List<Expr>, Expr> f) {
      this.k = k;
      this.type = type;
      this.adds = adds;
      this.once = once;
      this.f = f;
    }

    KernelBuilder write() {
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < arrays; i++) {
        places.add(k.place(i == 0 ? "y" : arrays == 2 ? "x" : "x" + (i - 1), type));
      }
      loops(0, places);
      return k;
    }

    private void loops(int depth, List<Place> places) {
      if (depth >= axes.size() - 1) {
        innermost(places);
        return;
      }
      Axis axis = axes.get(depth);
      k.loop(
          "i" + depth,
          axis.size,
          i -> {
            List<Place> inner = new ArrayList<>();
            for (int j = 0; j < places.size(); j++) {
              Place place = places.get(j);
              Index at = place.at().plus(i.times(axis.strides.get(j)));
              inner.add(new Place(place.buffer(), k.let(place.buffer().name() + depth, at)));
            }
            loops(depth + 1, inner);
          });
    }

    private void innermost(List<Place> places) {
      if (axes.isEmpty()) {
        store(places, List.of(), Index.ZERO);
        return;
      }
      Axis axis = axes.getLast();
      int lanes = k.lanes(type);
      boolean byVectors =
          lanes > 1
              && axis.size >= lanes
              && axis.strides.getFirst() == 1
              && axis.strides.stream().allMatch(s -> s == 0 || s == 1);
      if (!byVectors) {
        k.loop("i", axis.size, i -> store(places, axis.strides, i));
        return;
      }
      List<Expr> shared = new ArrayList<>();
      for (int j = 0; j < places.size(); j++) {
        boolean one = axis.strides.get(j) == 0;
        shared.add(one ? k.let("same", k.broadcast(k.element(places.get(j)))) : null);
      }
      if (once) {
        Index last = Index.of(axis.size - lanes);
        Index end = Index.of(axis.size);
        k.loop(
            "i", Index.ZERO, end, lanes, i -> vector(places, shared, k.let("at", i.min(last)), 0));
        return;
      }
      int whole = axis.size / lanes * lanes;
      k.loop("i", Index.ZERO, Index.of(whole), lanes, i -> vector(places, shared, i, 0));
      if (whole < axis.size) {
        // The last vector overlaps the one before: it writes the same there once more, or adds 0.
        vector(places, shared, Index.of(axis.size - lanes), lanes - (axis.size - whole));
      }
    }

    private void vector(List<Place> places, List<Expr> shared, Index i, int again) {
      List<Expr> x = new ArrayList<>();
      for (int j = 1; j < places.size(); j++) {
        x.add(shared.get(j) == null ? k.let("a", k.load(places.get(j), i)) : shared.get(j));
      }
      Expr value = f.apply(k, x);
      if (adds) {
        Expr added = again > 0 ? k.fillUntil(again, value, 0) : value;
        value = k.load(places.getFirst(), i).plus(added);
      }
      k.store(places.getFirst(), i, value);
    }

    private void store(List<Place> places, List<Integer> strides, Index i) {
      List<Expr> x = new ArrayList<>();
      for (int j = 1; j < places.size(); j++) {
        x.add(k.let("a", k.element(places.get(j), at(strides, j, i))));
      }
      Expr value = f.apply(k, x);
      Index to = at(strides, 0, i);
      k.store(places.getFirst(), to, adds ? k.element(places.getFirst(), to).plus(value) : value);
    }

    private static Index at(List<Integer> strides, int array, Index i) {
      return strides.isEmpty() ? Index.ZERO : i.times(strides.get(array));
    }
  }
}
