package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the steps of a sequence are in the shape of a value: an axis of time, rows, or the pixels
 * of an image of one axis of space.
 *
 * @param batch samples
 * @param length steps of a sample
 */
record Forms(int batch, int length) {
  boolean isRows(TensorType type) {
    return type.isBatched() && type.rows() == batch * length;
  }

  boolean hasSteps(TensorType type) {
    return type.isBatched() && (axis(type).isPresent() || isRows(type));
  }

  boolean isPixels(TensorType type) {
    return type.isBatched() && axis(type).equals(OptionalInt.of(1));
  }

  /** The axis of a sample that has the steps, where they are not rows. */
  private OptionalInt axis(TensorType type) {
    List<Dim> dims = type.sampleDims();
    boolean samples = type.rows() == batch;
    boolean image = dims.size() == 2 && dims.get(0).axis() == Axis.CHANNEL;
    if (samples && type.hasTime() && dims.get(0).size() == length) {
      return OptionalInt.of(0);
    }
    return samples && image && dims.get(1).size() == length
        ? OptionalInt.of(1)
        : OptionalInt.empty();
  }

  /** The type of one step of what has such. */
  TensorType ofOne(TensorType type) {
    if (axis(type).isEmpty()) {
      return type.withRows(batch);
    }
    int axis = axis(type).getAsInt();
    List<Dim> dims = new ArrayList<>(type.sampleDims());
    dims.set(axis, new Dim(1, dims.get(axis).axis()));
    return type.withSample(dims);
  }
}
