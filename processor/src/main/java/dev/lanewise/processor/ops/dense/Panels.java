package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.ops.Tiles;
import java.util.List;

/** How the weights of a matrix product lie: the one place that fixes the width of a panel. */
final class Panels {
  private Panels() {}

  /** The outputs in vectors, cut into panels. */
  static Tiles tiles(int outputs, DType type, Context context) {
    int lanes = context.target().lanes(type);
    // One sample streams the weights once, and needs 8 accumulators to hide the latency of an FMA;
    // of many samples a tile
    // has rows enough, and two vectors (8x2, with 16 registers 4x2) reach the peak.
    int most = context.kind() == ProgramKind.LATENCY ? 8 : 2;
    return Tiles.of((outputs + lanes - 1) / lanes, most);
  }

  /**
   * @param outputAxis the axis of the weights that the lanes run along
   */
  static Layout layout(List<Integer> shape, int outputAxis, DType type, Context context) {
    int width = tiles(shape.get(outputAxis), type, context).size() * context.target().lanes(type);
    return Layout.panels(shape, outputAxis, width);
  }

  /**
   * The same with a row for each element of a sample, where it has it.
   *
   * @param features how the samples lie
   */
  static Layout layout(
      List<Integer> shape, int outputAxis, DType type, Layout features, Context context) {
    int width = tiles(shape.get(outputAxis), type, context).size() * context.target().lanes(type);
    return Layout.panels(shape, outputAxis, width, features);
  }
}
