package dev.lanewise.processor.drawing;

import dev.lanewise.processor.drawing.Diagram.Arrow;
import dev.lanewise.processor.drawing.Diagram.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Boxes and bends in rows, ordered so that few arrows cross.
 *
 * @param ranks the row of each box
 * @param routes in the arrows' order
 */
record Rows(
    List<List<Spot>> rows, Map<Box, Integer> ranks, Map<Box, Spot> boxes, List<Route> routes) {
  private static final double BEND = 10;
  private static final int SWEEPS = 12;

  static Rows of(Diagram diagram, ToDoubleFunction<Box> width) {
    Rows rows = new Rows(new ArrayList<>(), ranks(diagram), new HashMap<>(), new ArrayList<>());
    for (Box box : diagram.boxes()) {
      Spot spot = new Spot(width.applyAsDouble(box), false);
      rows.boxes.put(box, rows.add(rows.ranks.get(box), spot));
    }
    diagram.arrows().forEach(arrow -> rows.routes.add(rows.route(arrow)));
    rows.order();
    return rows;
  }

  /** Rows by the longest path from above. */
  private static Map<Box, Integer> ranks(Diagram diagram) {
    Map<Box, Integer> ranks = new HashMap<>();
    for (Box box : diagram.boxes()) {
      int last =
          diagram.into(box).stream().mapToInt(arrow -> ranks.get(arrow.from())).max().orElse(-1);
      ranks.put(box, last + 1);
    }
    // What reads nothing stands right above its first reader: a label beside what it is compared
    // to.
    for (Box box : diagram.boxes()) {
      if (diagram.into(box).isEmpty()) {
        diagram.outOf(box).stream()
            .mapToInt(arrow -> ranks.get(arrow.to()) - 1)
            .min()
            .ifPresent(rank -> ranks.put(box, rank));
      }
    }
    return ranks;
  }

  private Spot add(int rank, Spot spot) {
    while (rows.size() <= rank) {
      rows.add(new ArrayList<>());
    }
    spot.index = rows.get(rank).size();
    rows.get(rank).add(spot);
    return spot;
  }

  private Route route(Arrow arrow) {
    List<Spot> spots = new ArrayList<>(List.of(boxes.get(arrow.from())));
    for (int rank = ranks.get(arrow.from()) + 1; rank < ranks.get(arrow.to()); rank++) {
      spots.add(add(rank, new Spot(BEND, true)));
    }
    spots.add(boxes.get(arrow.to()));
    for (int i = 1; i < spots.size(); i++) {
      Spot.join(spots.get(i - 1), spots.get(i));
    }
    return new Route(arrow, spots);
  }

  /** Sweeps down and up, each row by the mean places of its neighbours; the best sweep stays. */
  private void order() {
    List<List<Spot>> best = rows.stream().map(List::copyOf).toList();
    int fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      if (sweep % 2 == 0) {
        rows.forEach(row -> sort(row, spot -> spot.above));
      } else {
        rows.reversed().forEach(row -> sort(row, spot -> spot.below));
      }
      int crossings = crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = rows.stream().map(List::copyOf).toList();
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.set(i, best.get(i));
      number(rows.get(i));
    }
  }

  private static void sort(List<Spot> row, Function<Spot, List<Spot>> neighbours) {
    Map<Spot, Double> means = new HashMap<>();
    for (Spot spot : row) {
      double mean =
          neighbours.apply(spot).stream().mapToInt(n -> n.index).average().orElse(spot.index);
      means.put(spot, mean);
    }
    row.sort(Comparator.comparingDouble(means::get));
    number(row);
  }

  private static void number(List<Spot> row) {
    for (int i = 0; i < row.size(); i++) {
      row.get(i).index = i;
    }
  }

  private int crossings() {
    return rows.stream().mapToInt(Rows::crossings).sum();
  }

  /** Pairs of arrows below a row that cross. */
  private static int crossings(List<Spot> row) {
    int count = 0;
    for (Spot left : row) {
      for (Spot right : row.subList(left.index + 1, row.size())) {
        for (Spot end : left.below) {
          count += (int) right.below.stream().filter(other -> other.index < end.index).count();
        }
      }
    }
    return count;
  }
}
