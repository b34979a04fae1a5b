package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The kernel of {@code pixels} of a line, for all channels: each vector of the image is loaded once
 * for all taps of the last axis that it serves.
 */
final class LaneTile {
  /** Taps of a line up to which they are written out. */
  private static final int MOST_TAPS = 7;

  private final Lowering l;
  private final FusedOp fused;
  private final LaneNest nest;
  private final int pixels;
  private final DType type;
  private final int lanes;

  LaneTile(Lowering l, FusedOp fused, LaneNest nest, int pixels) {
    this.l = l;
    this.fused = fused;
    this.nest = nest;
    this.pixels = pixels;
    this.type = l.result(0).buffer().dtype();
    this.lanes = l.target().lanes(type);
  }

  /** Pixels that accumulators, weights and call sites leave room for. */
  static int most(Lowering l, FusedOp fused, LaneNest nest) {
    int most = l.target().registers() >= 32 ? 12 : 7;
    while (most > 1 && sites(new LaneTile(l, fused, nest, most)) > CallSites.BUDGET) {
      most--;
    }
    return most;
  }

  private static int sites(LaneTile tile) {
    return CallSites.of(ExpandMath.run(tile.builder().build("")));
  }

  Kernel kernel() {
    return l.finish(
        builder(),
        "{@code for channels, for taps: c[p] += x[p + tap] * w[tap]} with "
            + pixels
            + (pixels == 1 ? " pixel." : " pixels."));
  }

  private KernelBuilder builder() {
    KernelBuilder k = l.kernel(fused.mnemonic() + "_" + pixels);
    Place x = k.place("x", type);
    Place w = k.place("w", type);
    Place y = k.place("y", type);
    List<Place> further = new ArrayList<>();
    int inputs = fused.steps().isEmpty() ? fused.rootInputs() : l.node().inputs().size();
    for (int i = 2; i < inputs; i++) {
      further.add(k.place(i < fused.rootInputs() ? "bias" : "z" + further.size(), type));
    }
    k.loop(
        "v",
        Index.ZERO,
        Index.of(nest.weights().channels()),
        lanes,
        v -> {
          List<Expr.Use> c = accumulators(k, v, further);
          if (nest.part().hasTaps()) {
            loops(k, c, x, w, 0, v, v);
          }
          store(k, c, v, y, further);
        });
    return k;
  }

  private List<Expr.Use> accumulators(KernelBuilder k, Index v, List<Place> further) {
    Expr initial =
        fused.rootInputs() > 2 ? k.let("b", k.load(further.getFirst(), v)) : k.constant(type, 0);
    List<Expr.Use> c = new ArrayList<>();
    for (int p = 0; p < pixels; p++) {
      c.add(k.variable("c" + p, initial));
    }
    return c;
  }

  private void loops(
      KernelBuilder k, List<Expr.Use> c, Place x, Place w, int depth, Index input, Index weights) {
    if (depth < nest.outer().size()) {
      Sum loop = nest.outer().get(depth);
      k.loop(
          "t",
          loop.count(),
          t ->
              loops(
                  k,
                  c,
                  x,
                  w,
                  depth + 1,
                  input.plus(t.times(loop.input())),
                  weights.plus(t.times(loop.weights()))));
      return;
    }
    Index inputAt = k.let("inputAt", input);
    Index weightsAt = k.let("weightsAt", weights);
    if (nest.last().taps() <= MOST_TAPS) {
      taps(k, c, x, w, nest.last().taps(), inputAt, weightsAt);
    } else {
      int step = nest.last().inputTap() * nest.pixel();
      k.loop(
          "i",
          nest.last().taps(),
          i ->
              taps(
                  k, c, x, w, 1, inputAt.plus(i.times(step)), weightsAt.plus(i.times(nest.tap()))));
    }
  }

  /** Neighbouring taps of the last axis, written out. */
  private void taps(
      KernelBuilder k, List<Expr.Use> c, Place x, Place w, int count, Index input, Index weights) {
    List<Expr> tap = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      tap.add(k.let("w" + t, k.load(w, weights.plus(t * nest.tap()))));
    }
    TreeMap<Integer, List<int[]>> served = new TreeMap<>();
    for (int p = 0; p < pixels; p++) {
      for (int t = 0; t < count; t++) {
        int position = p * nest.last().inputStep() + t * nest.last().inputTap();
        served.computeIfAbsent(position, at -> new ArrayList<>()).add(new int[] {p, t});
      }
    }
    served.forEach((position, uses) -> {
      Expr value = k.let("x", k.load(x, input.plus(position * nest.pixel())));
      for (int[] use : uses) {
        Expr.Use sum = c.get(use[0]);
        k.assign(sum, value.fma(tap.get(use[1]), sum));
      }
    });
  }

  private void store(KernelBuilder k, List<Expr.Use> c, Index v, Place y, List<Place> further) {
    int step = nest.part().writtenStep(l.result(0).layout());
    for (int p = 0; p < pixels; p++) {
      int pixel = p;
      Expr result =
          fused.epilogue(
              k,
              c.get(p),
              i -> k.load(further.get(i - 2), v.plus(pixel * nest.part().operandStep(l.input(i)))));
      k.store(y, v.plus(p * step), result);
    }
  }
}
