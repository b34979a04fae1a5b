package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.Index;

/** How many steps a sample has. */
final class StepCount {
  private StepCount() {}

  /**
   * @param input of the node, with the numbers of steps; they do not vary where it has none
   * @param first row of the sample, where its steps are rows
   * @param length steps in full
   */
  static Index of(Lowering l, int input, Index first, int length) {
    if (l.node().inputs().size() <= input) {
      return Index.of(length);
    }
    Home steps = l.input(input);
    Index sample = first.over(length).plus(steps.offset());
    return l.driver().let("steps", new Index.Element(steps.buffer(), sample));
  }
}
