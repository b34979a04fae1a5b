package dev.lanewise.processor.drawing;

import java.util.ArrayList;
import java.util.List;

/** What has a place in a row: a box, or the bend of an arrow that passes the row. */
final class Spot {
  final double width;
  final boolean bend;

  /** Its neighbours along arrows, in the row above and in the row below. */
  final List<Spot> above = new ArrayList<>();

  final List<Spot> below = new ArrayList<>();

  /** The place among those of its row. */
  int index;

  /** The middle. */
  double x;

  Spot(double width, boolean bend) {
    this.width = width;
    this.bend = bend;
  }

  static void join(Spot upper, Spot lower) {
    upper.below.add(lower);
    lower.above.add(upper);
  }
}
