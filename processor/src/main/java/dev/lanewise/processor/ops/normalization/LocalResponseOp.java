package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/** An image from images of its size, by a {@link LocalResponse}. */
interface LocalResponseOp extends Op {
  LocalResponse rule();

  @Override
  default String attributes() {
    return rule().toString();
  }

  @Override
  default List<TensorType> infer(List<TensorType> inputs) {
    return inputs.subList(0, 1);
  }
}
