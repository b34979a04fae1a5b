package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/** Canonical indices of a value's elements, row first: a value without batch axis has one row. */
record Positions(boolean batched, List<Integer> shape) {
  static Positions of(TensorType type) {
    return new Positions(type.isBatched(), type.sampleShape());
  }

  /** Elements in a call of so many rows. */
  int size(int rows) {
    return (batched ? rows : 1) * sample();
  }

  private int sample() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }

  /** The row and the index along each axis of an element. */
  int[] at(int element) {
    int[] at = new int[shape.size() + 1];
    at[0] = element / sample();
    int rest = element % sample();
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      at[axis + 1] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return at;
  }

  /** The element of a row and an index along each axis. */
  int element(int... at) {
    int element = batched ? at[0] : 0;
    for (int axis = 0; axis < shape.size(); axis++) {
      element = element * shape.get(axis) + at[axis + 1];
    }
    return element;
  }

  /** The element that stretches to a position of a larger shape. */
  int stretched(int[] at) {
    int[] own = new int[shape.size() + 1];
    own[0] = at[0];
    for (int axis = 0; axis < shape.size(); axis++) {
      own[axis + 1] = shape.get(axis) == 1 ? 0 : at[at.length - shape.size() + axis];
    }
    return element(own);
  }
}
