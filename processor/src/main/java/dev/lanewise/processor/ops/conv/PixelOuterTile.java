package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.function.BiConsumer;

/** The register tile of {@link PixelOuterProducts}. */
final class PixelOuterTile {
  private PixelOuterTile() {}

  /** Weights of a run that accumulators and call sites leave room for. */
  static int most(Lowering l, int vectors) {
    // Each sum is loaded, added to and stored; each weight's pixel is broadcast, and yGrad loaded.
    int fitting = (CallSites.BUDGET - vectors) / (3 * vectors + 1);
    return Math.min(l.target().accumulators() / vectors, fitting);
  }

  /** Adds the products of the pixels of some lines of some samples to a block of weights. */
  static Kernel kernel(Lowering l, ConvNest nest, int block, int vectors) {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel("conv_weight_grad_" + block + "x" + vectors);
    int lanes = k.lanes(type);
    Place x = k.place("x", type);
    Place yGrad = k.place("yGrad", type);
    Place wGrad = k.place("wGrad", type);
    Index rows = k.index("rows");
    Index lines = k.index("lines");
    Expr.Use[][] c = new Expr.Use[block][vectors];
    for (int i = 0; i < block; i++) {
      for (int v = 0; v < vectors; v++) {
        Index at = Index.of(i * nest.panelWidth() + v * lanes);
        c[i][v] = k.variable("c" + i + "_" + v, k.load(wGrad, at));
      }
    }
    Image y = Image.of(l.input(1).layout());
    k.loop(
        "r",
        Index.ZERO,
        rows,
        1,
        r ->
            pixels(
                k,
                nest,
                y,
                lines,
                0,
                r.times(l.input(0).rowStride()),
                r.times(l.input(1).rowStride()),
                (input, result) -> {
                  Expr[] pixel = new Expr[vectors];
                  for (int v = 0; v < vectors; v++) {
                    pixel[v] = k.let("y" + v, k.load(yGrad, result.plus(v * lanes)));
                  }
                  for (int i = 0; i < block; i++) {
                    Index at = input.plus(i * nest.run().input());
                    Expr value = k.let("x" + i, k.broadcast(k.element(x, at)));
                    for (int v = 0; v < vectors; v++) {
                      k.assign(c[i][v], value.fma(pixel[v], c[i][v]));
                    }
                  }
                }));
    for (int i = 0; i < block; i++) {
      for (int v = 0; v < vectors; v++) {
        k.store(wGrad, i * nest.panelWidth() + v * lanes, c[i][v]);
      }
    }
    return l.finish(
        k,
        "{@code for samples and pixels: c[k][v] += x[k] * yGrad[v]} with "
            + block
            + " weights of a run x "
            + vectors
            + " vectors of channels.");
  }

  /** Loops over the lines of a chunk, and all pixels of a line. */
  private static void pixels(
      KernelBuilder k,
      ConvNest nest,
      Image y,
      Index lines,
      int axis,
      Index input,
      Index result,
      BiConsumer<Index, Index> body) {
    if (axis == nest.part().axes().size()) {
      body.accept(input, result);
      return;
    }
    Axis a = nest.part().axes().get(axis);
    int inputStep = a.inputStep() * nest.part().strides(nest.layout()).get(axis);
    int resultStep = y.strides().get(axis);
    Index inputAt = k.let("inputAt", input);
    Index resultAt = k.let("resultAt", result);
    k.loop(
        "o",
        Index.ZERO,
        axis == 0 ? lines : Index.of(a.count()),
        1,
        o ->
            pixels(
                k,
                nest,
                y,
                lines,
                axis + 1,
                inputAt.plus(o.times(inputStep)),
                resultAt.plus(o.times(resultStep)),
                body));
  }
}
