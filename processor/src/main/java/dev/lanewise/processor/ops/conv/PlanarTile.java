package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;
import java.util.Optional;

/**
 * The kernel of one register tile: {@code filters} by vectors of neighbouring pixels.
 *
 * @param block filters of a block of weights, of which the last may have fewer
 * @param pixels where the vectors begin
 */
record PlanarTile(Lowering l, PlanarNest nest, int block, int filters, List<Integer> pixels) {
  Kernel kernel() {
    KernelBuilder k = l.kernel(fused().mnemonic() + "_" + filters + "x" + pixels.size());
    DType type = l.result(0).buffer().dtype();
    Place x = k.place("x", type);
    Place w = k.place("w", type);
    Place y = k.place("y", type);
    Optional<Place> bias =
        fused().rootInputs() > 2 ? Optional.of(k.place("bias", type)) : Optional.empty();
    Expr.Use[][] c = new Expr.Use[filters][pixels.size()];
    for (int f = 0; f < filters; f++) {
      int filter = f;
      Expr initial =
          bias.<Expr>map(
                  place -> k.let("b" + filter, k.broadcast(k.element(place, Index.of(filter)))))
              .orElse(k.constant(type, 0));
      for (int v = 0; v < pixels.size(); v++) {
        c[f][v] = k.variable("c" + f + "_" + v, initial);
      }
    }
    List<Integer> shape = l.node().input(1).type().shape();
    sums(k, nest.sums(l.input(0).layout(), shape, block), c, x, w, Index.ZERO, Index.ZERO);
    int plane = Image.of(l.result(0).layout()).channelStride();
    for (int f = 0; f < filters; f++) {
      for (int v = 0; v < pixels.size(); v++) {
        Expr result = fused().epilogue(k, c[f][v], PlanarTile::operand);
        k.store(y, f * plane + pixels.get(v), result);
      }
    }
    return l.finish(
        k,
        "{@code for channels and taps: c[f][v] += w[f] * x[v]} with "
            + filters
            + (filters == 1 ? " filter x " : " filters x ")
            + pixels.size()
            + (pixels.size() == 1 ? " vector" : " vectors")
            + " of pixels.");
  }

  /** Steps have no further operands. */
  static Expr operand(int input) {
    throw new IllegalStateException("operand " + input + " of an epilogue that has none");
  }

  private FusedOp fused() {
    return FusedOp.of(l.node());
  }

  private void sums(
      KernelBuilder k,
      List<Sum> sums,
      Expr.Use[][] c,
      Place x,
      Place w,
      Index input,
      Index weights) {
    Sum sum = sums.getFirst();
    Index inputAt = sums.size() == 1 ? k.let("inputAt", input) : input;
    Index weightsAt = sums.size() == 1 ? k.let("weightsAt", weights) : weights;
    k.loop(
        "t",
        sum.count(),
        t -> {
          Index in = inputAt.plus(t.times(sum.input()));
          Index at = weightsAt.plus(t.times(sum.weights()));
          if (sums.size() > 1) {
            sums(k, sums.subList(1, sums.size()), c, x, w, in, at);
          } else {
            step(k, c, x, w, in, at);
          }
        });
  }

  private void step(KernelBuilder k, Expr.Use[][] c, Place x, Place w, Index input, Index weights) {
    Expr[] vectors = new Expr[pixels.size()];
    for (int v = 0; v < vectors.length; v++) {
      vectors[v] = k.let("x" + v, k.load(x, input.plus(pixels.get(v))));
    }
    for (int f = 0; f < filters; f++) {
      Expr weight = k.let("w" + f, k.broadcast(k.element(w, weights.plus(f))));
      for (int v = 0; v < vectors.length; v++) {
        k.assign(c[f][v], weight.fma(vectors[v], c[f][v]));
      }
    }
  }
}
