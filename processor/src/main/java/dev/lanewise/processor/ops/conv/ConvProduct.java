package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Op;
import java.util.List;

/**
 * A sum over taps and channels of an image: a convolution, or the gradient of its input. Inputs are
 * the image, the weights [filters][channels / groups][taps...] and perhaps a bias.
 */
interface ConvProduct extends Op {
  /** Parts of the channels on both sides that meet each other alone. */
  default int groups() {
    return 1;
  }

  /** For each axis of space its parts, which are computed one after the other. */
  List<List<Axis>> axes();

  /** Axis of the weights that the result's channels are: 0 filters, 1 channels. */
  int laneAxis();
}
