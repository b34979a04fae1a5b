package dev.lanewise.processor.ops.upsample;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.window.InterleavedAlgorithm;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample output by output: neighbours and weights come of the loop variables, and all channels
 * share them.
 *
 * <pre>
 * for each line o, for each pixel p, for each vector of channels:
 *   forward: y[o][p] = mix(mix(x[above][left], x[above][right]), mix(x[below][left], x[below][right]))
 *   back:    xGrad of the four += their weights times yGrad[o][p]
 * </pre>
 */
final class Neighbours extends InterleavedAlgorithm {
  private final List<Positions> axes;
  private final boolean back;

  Neighbours(List<Positions> axes, boolean back) {
    this.axes = axes;
    this.back = back;
  }

  @Override
  public String name() {
    return "neighbours";
  }

  @Override
  public void lower(Lowering l) {
    Kernel kernel = new Writer(l).kernel();
    l.eachRow(row -> {
      if (back) {
        clear(l, row);
      } else {
        clearBorders(l, row);
      }
      l.call(kernel, List.of(l.input(0).at(row), l.result(0).at(row)));
    });
  }

  private final class Writer {
    private final Lowering l;
    private final KernelBuilder k;
    private final DType type;
    private final Home small;
    private final Home large;
    private final Place from;
    private final Place to;
    private final List<Expr> weights = new ArrayList<>();

    Writer(Lowering l) {
      this.l = l;
      this.k = l.kernel(l.node().op().mnemonic());
      this.type = l.result(0).buffer().dtype();
      this.small = back ? l.result(0) : l.input(0);
      this.large = back ? l.input(0) : l.result(0);
      this.from = k.place("from", type).plus(Index.of(l.input(0).layout().offset()));
      this.to = k.place("to", type).plus(Index.of(l.result(0).layout().offset()));
    }

    Kernel kernel() {
      axis(Index.ZERO, List.of(Index.ZERO));
      return l.finish(k, "Neighbours and their weights, for one sample.");
    }

    /**
     * @param at the output so far
     * @param neighbours of it, before and behind along each axis, the last axis changing first
     */
    private void axis(Index at, List<Index> neighbours) {
      int axis = weights.size();
      if (axis == axes.size()) {
        k.loop(
            "c",
            Index.ZERO,
            Index.of(InterleavedAlgorithm.channels(l)),
            k.lanes(type),
            c -> channels(at.plus(c), neighbours.stream().map(n -> n.plus(c)).toList()));
        return;
      }
      Positions positions = axes.get(axis);
      k.loop(
          "o",
          positions.output(),
          o -> {
            Index numerator = k.let("position", positions.numerator(o));
            int stride = InterleavedAlgorithm.stride(small, axis);
            List<Index> next = new ArrayList<>();
            for (Index n : neighbours) {
              next.add(k.let("before", n.plus(positions.before(numerator).times(stride))));
              next.add(k.let("behind", n.plus(positions.behind(numerator).times(stride))));
            }
            Expr rest = new Expr.FromIndex(positions.rest(numerator), type);
            Expr weight = rest.times(rest.constant(1.0 / positions.denominator()));
            weights.add(k.let("weight", k.broadcast(weight)));
            int step = InterleavedAlgorithm.stride(large, axis);
            axis(k.let("at", at.plus(o.times(step))), next);
            weights.removeLast();
          });
    }

    private void channels(Index at, List<Index> neighbours) {
      if (back) {
        spread(k.let("g", k.load(from, at)), 0, neighbours);
        return;
      }
      List<Expr> values = new ArrayList<>();
      neighbours.forEach(n -> values.add(k.let("x", k.load(from, n))));
      k.store(to, at, mix(values, 0));
    }

    /** Along the first axis between what the others make of both halves. */
    private Expr mix(List<Expr> values, int axis) {
      if (axis == axes.size()) {
        return values.getFirst();
      }
      int half = values.size() / 2;
      Expr before = k.let("before", mix(values.subList(0, half), axis + 1));
      Expr behind = mix(values.subList(half, values.size()), axis + 1);
      return behind.minus(before).fma(weights.get(axis), before);
    }

    /** The transposed mix. Neighbours may be one and the same, so each sum is stored at once. */
    private void spread(Expr g, int axis, List<Index> neighbours) {
      if (axis == axes.size()) {
        Index at = neighbours.getFirst();
        k.store(to, at, k.load(to, at).plus(g));
        return;
      }
      int half = neighbours.size() / 2;
      Expr behind = k.let("behind", g.times(weights.get(axis)));
      spread(k.let("before", g.minus(behind)), axis + 1, neighbours.subList(0, half));
      spread(behind, axis + 1, neighbours.subList(half, neighbours.size()));
    }
  }
}
