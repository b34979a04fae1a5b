package dev.lanewise.processor.drawing;

import dev.lanewise.processor.drawing.Diagram.Arrow;
import java.util.List;

/** The way of an arrow: the box it comes from, a bend in each row that it passes, its reader. */
final class Route {
  final Arrow arrow;
  final List<Spot> spots;

  /** Where it ends on its reader, which others may end on too. */
  double end;

  Route(Arrow arrow, List<Spot> spots) {
    this.arrow = arrow;
    this.spots = List.copyOf(spots);
  }

  List<Spot> bends() {
    return spots.subList(1, spots.size() - 1);
  }

  /** The spot in the row above the reader. */
  Spot last() {
    return spots.get(spots.size() - 2);
  }
}
