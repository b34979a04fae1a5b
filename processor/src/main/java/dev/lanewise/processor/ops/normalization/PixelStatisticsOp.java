package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.Collections;
import java.util.List;

/** Two numbers for each channel of each sample, over the pixels of the first input. */
interface PixelStatisticsOp extends Op {
  @Override
  default List<TensorType> infer(List<TensorType> inputs) {
    return Collections.nCopies(2, PixelStatistics.sampleChannels(inputs.getFirst()));
  }

  /** Two operations for each number and element. */
  @Override
  default long flops(Node node) {
    return 4L * node.input(0).type().sampleSize();
  }
}
