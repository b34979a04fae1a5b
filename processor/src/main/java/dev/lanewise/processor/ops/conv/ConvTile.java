package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/** The kernel of one register tile: {@code pixels} of a line by {@code vectors} of channels. */
final class ConvTile {
  private final Lowering l;
  private final FusedOp fused;
  private final ConvNest nest;
  private final int pixels;
  private final int vectors;
  private final int step;
  private final DType type;
  private final int lanes;
  private Index taps;

  /**
   * @param step from pixel to pixel where the tile is written
   */
  ConvTile(Lowering l, FusedOp fused, ConvNest nest, int pixels, int vectors, int step) {
    this.l = l;
    this.fused = fused;
    this.nest = nest;
    this.pixels = pixels;
    this.vectors = vectors;
    this.step = step;
    this.type = l.result(0).buffer().dtype();
    this.lanes = l.target().lanes(type);
  }

  Kernel kernel() {
    return l.finish(
        builder(),
        "{@code for taps and channels: c[p][v] += x[p] * w[v]} with "
            + pixels
            + (pixels == 1 ? " pixel x " : " pixels x ")
            + vectors
            + (vectors == 1 ? " vector" : " vectors")
            + " of channels.");
  }

  KernelBuilder builder() {
    KernelBuilder k = l.kernel(fused.mnemonic() + "_" + pixels + "x" + vectors);
    Place x = k.place("x", type);
    Place w = k.place("w", type);
    Place y = k.place("y", type);
    Expr.Use[][] c = accumulators(k);
    List<Place> operands = operands(k);
    taps = nest.bounded() ? k.index("taps") : null;
    loops(k, c, x, w, 0, Index.ZERO, Index.ZERO);
    store(k, c, y, operands);
    return k;
  }

  private List<Place> operands(KernelBuilder k) {
    List<Place> operands = new ArrayList<>();
    int end = fused.steps().isEmpty() ? 0 : l.node().inputs().size();
    for (int i = fused.rootInputs(); i < end; i++) {
      operands.add(k.place("z" + operands.size(), type));
    }
    return operands;
  }

  private Expr.Use[][] accumulators(KernelBuilder k) {
    Expr.Use[][] c = new Expr.Use[pixels][vectors];
    Place bias = fused.rootInputs() > 2 ? k.place("bias", type) : null;
    for (int v = 0; v < vectors; v++) {
      Expr initial =
          bias == null ? k.constant(type, 0) : k.let("b" + v, k.load(bias, Index.of(v * lanes)));
      for (int p = 0; p < pixels; p++) {
        c[p][v] = k.variable("c" + p + "_" + v, initial);
      }
    }
    return c;
  }

  private void loops(
      KernelBuilder k, Expr.Use[][] c, Place x, Place w, int depth, Index input, Index weights) {
    if (depth < nest.loops().size()) {
      Sum loop = nest.loops().get(depth);
      k.loop(
          "t",
          Index.ZERO,
          depth == 0 && nest.bounded() ? taps : Index.of(loop.count()),
          1,
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
    Sum run = nest.run();
    if (run.count() == 0) {
      return;
    }
    Index inputAt = k.let("inputAt", input);
    Index weightsAt = k.let("weightsAt", weights);
    k.loop(
        "i",
        run.count(),
        i ->
            step(
                k,
                c,
                x,
                w,
                inputAt.plus(i.times(run.input())),
                weightsAt.plus(i.times(run.weights()))));
  }

  private void step(KernelBuilder k, Expr.Use[][] c, Place x, Place w, Index input, Index weights) {
    Expr[] panel = new Expr[vectors];
    for (int v = 0; v < vectors; v++) {
      panel[v] = k.let("w" + v, k.load(w, weights.plus(v * lanes)));
    }
    for (int p = 0; p < pixels; p++) {
      Index at = input.plus(p * nest.part().readStep(nest.layout()));
      Expr pixel = k.let("x" + p, k.broadcast(k.element(x, at)));
      for (int v = 0; v < vectors; v++) {
        k.assign(c[p][v], pixel.fma(panel[v], c[p][v]));
      }
    }
  }

  private void store(KernelBuilder k, Expr.Use[][] c, Place y, List<Place> operands) {
    for (int p = 0; p < pixels; p++) {
      for (int v = 0; v < vectors; v++) {
        int pixel = p;
        int column = v * lanes;
        Expr result =
            fused.epilogue(
                k,
                c[p][v],
                i ->
                    k.load(
                        operands.get(i - fused.rootInputs()),
                        Index.of(pixel * nest.part().operandStep(l.input(i)) + column)));
        k.store(y, p * step + column, result);
      }
    }
  }
}
