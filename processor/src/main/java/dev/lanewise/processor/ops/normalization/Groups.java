package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Loops over the groups of a sample that are normalised together, which lie one behind the other
 * without pads. A group shorter than a vector is walked element by element; the last vector of a
 * longer one overlaps the one before.
 *
 * @param count groups of a sample
 * @param length elements of a group
 */
record Groups(KernelBuilder k, DType type, int count, int length) {
  private boolean byVectors() {
    return k.lanes(type) > 1 && length >= k.lanes(type);
  }

  /** The body gets a group's number. */
  void each(Consumer<Index> body) {
    if (count == 1) {
      body.accept(Index.ZERO);
    } else {
      k.loop("g", count, body);
    }
  }

  /** The body gets the first element in the group, and how many lanes it saw before. */
  void elements(BiConsumer<Index, Integer> body) {
    if (!byVectors()) {
      k.loop("i", length, i -> body.accept(i, 0));
      return;
    }
    int lanes = k.lanes(type);
    int whole = length / lanes * lanes;
    k.loop("i", Index.ZERO, Index.of(whole), lanes, i -> body.accept(i, 0));
    if (whole < length) {
      body.accept(Index.of(length - lanes), lanes - (length - whole));
    }
  }

  /** The elements from the i-th of the group on. */
  Expr load(Place place, Index group, Index i) {
    Index at = group.times(length).plus(i);
    return byVectors() ? k.load(place, at) : k.element(place, at);
  }

  void store(Place place, Index group, Index i, Expr value) {
    k.store(place, group.times(length).plus(i), value);
  }

  /** The same number for all elements. */
  Expr all(String name, Expr scalar) {
    return k.let(name, byVectors() ? k.broadcast(scalar) : scalar);
  }

  /** A sum to begin with. */
  Expr.Use sum(String name) {
    return k.variable(name, byVectors() ? k.constant(type, 0) : new Expr.Const(type, 0));
  }

  /** Adds what was not seen before. */
  void add(Expr.Use sum, Expr value, int again) {
    k.assign(sum, sum.plus(again > 0 ? k.fillUntil(again, k.let("v", value), 0) : value));
  }

  /** The mean of a group, as a scalar. */
  Expr mean(String name, Expr.Use sum, Place scratch) {
    return k.let(name, k.sumLanes(sum, scratch).times(1.0 / length));
  }
}
