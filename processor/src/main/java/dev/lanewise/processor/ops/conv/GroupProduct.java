package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Op;
import java.util.List;

/**
 * A sum over taps, and over the channels of a group: a convolution in groups, or the gradient of
 * its input. Inputs are the image, the weights [filters][channels / groups][taps...] and perhaps a
 * bias.
 */
interface GroupProduct extends Op {
  int groups();

  /** For each axis of space its parts, which are computed one after the other. */
  List<List<Axis>> axes();

  /** Axis of the weights that the result's channels are: 0 filters, 1 channels. */
  int laneAxis();
}
