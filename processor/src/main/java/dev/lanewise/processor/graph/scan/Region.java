package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.loop.Index;

/**
 * One loop over time.
 *
 * @param name of the scan, unique in its graph
 * @param reverse whether it runs from the last step to the first
 */
public record Region(String name, int steps, boolean reverse) {
  /** The step that an iteration computes. */
  public Index step(Index iteration) {
    return reverse ? iteration.times(-1).plus(steps - 1) : iteration;
  }

  @Override
  public String toString() {
    return name + (reverse ? ", backwards" : "");
  }
}
