package dev.lanewise.benchmarks.gate.loops;

import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.function.IntFunction;

/** The registers of an outer-product tile: pixels by vectors of channels. */
record Accumulators(KernelBuilder k, Expr.Use[][] registers, int lanes) {

  /** What is done with each sum. */
  interface Consumer {
    void accept(int pixel, int vector, Expr sum);
  }

  /**
   * Registers for a tile.
   *
   * @param initial first value of each vector, the same for every pixel
   */
  static Accumulators of(KernelBuilder k, int pixels, IntFunction<Expr> initial) {
    Expr.Use[][] registers = new Expr.Use[pixels][Tiling.VECTORS];
    for (int v = 0; v < Tiling.VECTORS; v++) {
      Expr first = initial.apply(v);
      for (int p = 0; p < pixels; p++) {
        registers[p][v] = k.variable("c" + p + "_" + v, first);
      }
    }
    return new Accumulators(k, registers, registers[0][0].type().lanes());
  }

  /** {@code c[p][v] += x[xAt + p * xStride] * w[wAt + v * lanes ...]}. */
  void multiplyAdd(Buffer x, Index xAt, int xStride, Buffer w, Index wAt) {
    Expr[] weights = new Expr[Tiling.VECTORS];
    for (int v = 0; v < weights.length; v++) {
      weights[v] = k.let("w" + v, k.load(w, wAt.plus(v * lanes)));
    }
    for (int p = 0; p < registers.length; p++) {
      Expr value = k.let("x" + p, k.broadcast(x, xAt.plus(p * xStride)));
      for (int v = 0; v < weights.length; v++) {
        k.assign(registers[p][v], value.fma(weights[v], registers[p][v]));
      }
    }
  }

  void forEach(Consumer body) {
    for (int p = 0; p < registers.length; p++) {
      for (int v = 0; v < Tiling.VECTORS; v++) {
        body.accept(p, v, registers[p][v]);
      }
    }
  }
}
