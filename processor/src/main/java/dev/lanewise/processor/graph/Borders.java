package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Index;

/** The zeros around an image, which a neighbour in the arena may have overwritten. */
public final class Borders {
  private Borders() {}

  /**
   * Clears the borders of one sample: around all channels, or around each where they are planes.
   *
   * @param at where the sample begins, borders included
   */
  public static void clear(DriverBuilder driver, Home home, Index at) {
    Image image = Image.of(home.layout());
    if (image.hasBorder()) {
      int stride = image.channelStride();
      driver.loop(
          "p",
          stride == 1 ? 1 : image.channels(),
          plane -> clear(driver, home, image, 0, at.plus(plane.times(stride))));
    }
  }

  private static void clear(DriverBuilder driver, Home home, Image image, int axis, Index at) {
    int stride = image.strides().get(axis);
    int before = image.before().get(axis);
    int size = image.sizes().get(axis);
    int after = image.after().get(axis);
    if (before > 0) {
      driver.clear(home.buffer(), at, Index.of(before * stride));
    }
    if (axis + 1 < image.sizes().size()) {
      driver.loop(
          "b",
          size,
          i ->
              clear(driver, home, image, axis + 1, i.times(stride).plus(at).plus(before * stride)));
    }
    if (after > 0) {
      Index behind = at.plus((before + size) * stride);
      driver.clear(home.buffer(), behind, Index.of(after * stride));
    }
  }
}
