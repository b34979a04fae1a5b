package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.ops.Tiles;
import java.util.List;

/** How the weights of a matrix product lie: the one place that fixes the width of a panel. */
final class Panels {
  private Panels() {}

  /**
   * The outputs in vectors, cut into panels.
   *
   * @param rows of the product, at most
   * @param rounded whether weights are stored as bfloat16, a pair of vectors in the place of one
   */
  static Tiles tiles(int outputs, DType type, int rows, boolean rounded, Context context) {
    int lanes = context.target().lanes(type);
    // One sample streams the weights once, and needs 8 accumulators to hide the latency of an FMA;
    // of many samples, or of one sample's many steps, a tile
    // has rows enough, and two vectors (8x2, with 16 registers 4x2) reach the peak.
    int most = context.kind().isForOne() && rows == 1 ? 8 : 2;
    Tiles tiles = Tiles.of((outputs + lanes - 1) / lanes, most);
    return rounded ? tiles.even() : tiles;
  }

  /**
   * @param outputAxis the axis of the weights that the lanes run along
   */
  static Layout layout(List<Integer> shape, int outputAxis, DType type, int rows, Context context) {
    return layout(shape, outputAxis, type, rows, false, context);
  }

  /**
   * @param outputAxis the axis of the weights that the lanes run along
   * @param rounded whether the weights will be stored as bfloat16
   */
  static Layout layout(
      List<Integer> shape, int outputAxis, DType type, int rows, boolean rounded, Context context) {
    int vectors = tiles(shape.get(outputAxis), type, rows, rounded, context).size();
    return Layout.panels(shape, outputAxis, vectors * context.target().lanes(type));
  }

  /** Panels as they are stored: in pairs of vectors, unless there is but one vector of outputs. */
  static Layout stored(Layout panels, DType type, Context context) {
    int lanes = context.target().lanes(type);
    return panels.terms().getFirst().divisor() > lanes ? panels.inPairs(lanes) : panels;
  }

  /**
   * The same with a row for each element of a sample, where it has it.
   *
   * @param features how the samples lie
   */
  static Layout layout(
      List<Integer> shape,
      int outputAxis,
      DType type,
      Layout features,
      boolean rounded,
      Context context) {
    int rows = features.shape().getFirst();
    int vectors = tiles(shape.get(outputAxis), type, rows, rounded, context).size();
    return Layout.panels(shape, outputAxis, vectors * context.target().lanes(type), features);
  }
}
