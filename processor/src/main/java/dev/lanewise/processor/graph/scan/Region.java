package dev.lanewise.processor.graph.scan;

/**
 * One loop over time. Scans that do not wait for each other may share one, each in its own
 * direction.
 *
 * @param name of the first scan, unique in its graph
 */
public record Region(String name, int steps) {
  @Override
  public String toString() {
    return name;
  }
}
