package dev.lanewise.processor.drawing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Where each spot stands in its row: near the mean of its neighbours, in the order and at the
 * distances that the row demands. For one row that is a least-squares problem, isotonic regression
 * once the distances are subtracted, which pooling solves exactly.
 */
final class Columns {
  private static final double GAP = 24;
  private static final int SWEEPS = 8;

  /** Bends follow their neighbours more than boxes do, so that long arrows are straight. */
  private static final double BEND_WEIGHT = 4;

  private Columns() {}

  static void place(List<List<Spot>> rows) {
    rows.forEach(row -> place(row, spot -> spot.x));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      rows.forEach(row -> place(row, spot -> mean(spot, spot.above.stream())));
      rows.reversed().forEach(row -> place(row, spot -> mean(spot, spot.below.stream())));
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      rows.forEach(row -> place(row, Columns::amidst));
      rows.reversed().forEach(row -> place(row, Columns::amidst));
    }
    rows.forEach(row -> place(row, Columns::straight));
  }

  private static double amidst(Spot spot) {
    return mean(spot, Stream.concat(spot.above.stream(), spot.below.stream()));
  }

  private static double mean(Spot spot, Stream<Spot> neighbours) {
    return neighbours.mapToDouble(neighbour -> neighbour.x).average().orElse(spot.x);
  }

  /** In a chain, right below the one before; means alone leave it crooked. */
  private static double straight(Spot spot) {
    boolean chained = spot.above.size() == 1 && spot.above.getFirst().below.size() == 1;
    return chained ? spot.above.getFirst().x : spot.x;
  }

  /** The same amount for each stretch of neighbours at their least distance: they move as one. */
  private static final class Block {
    double weight;
    double mean;
    int size;

    Block(double weight, double mean) {
      this.weight = weight;
      this.mean = mean;
      this.size = 1;
    }

    void join(Block next) {
      mean = (mean * weight + next.mean * next.weight) / (weight + next.weight);
      weight += next.weight;
      size += next.size;
    }
  }

  private static void place(List<Spot> row, ToDoubleFunction<Spot> wanted) {
    Deque<Block> blocks = new ArrayDeque<>();
    double[] offsets = new double[row.size()];
    for (int i = 0; i < row.size(); i++) {
      Spot spot = row.get(i);
      offsets[i] = i == 0 ? 0 : offsets[i - 1] + distance(row.get(i - 1), spot);
      Block block = new Block(spot.bend ? BEND_WEIGHT : 1, wanted.applyAsDouble(spot) - offsets[i]);
      while (!blocks.isEmpty() && blocks.getLast().mean >= block.mean) {
        Block last = blocks.removeLast();
        last.join(block);
        block = last;
      }
      blocks.addLast(block);
    }
    int i = 0;
    for (Block block : blocks) {
      for (int end = i + block.size; i < end; i++) {
        row.get(i).x = block.mean + offsets[i];
      }
    }
  }

  private static double distance(Spot left, Spot right) {
    return (left.width + right.width) / 2 + GAP;
  }
}
