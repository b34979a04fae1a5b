package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps behind a convolution on one line of pixels and one vector of channels, while they are
 * in the first-level cache: for steps that have no room in the tile.
 */
final class ConvEpilogue {
  private final Lowering l;
  private final FusedOp fused;
  private final ConvNest nest;
  private final int step;

  /**
   * @param step from pixel to pixel of the result
   */
  ConvEpilogue(Lowering l, FusedOp fused, ConvNest nest, int step) {
    this.l = l;
    this.fused = fused;
    this.nest = nest;
    this.step = step;
  }

  Kernel kernel() {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel(fused.mnemonic() + "_line");
    Place y = k.place("y", type);
    List<Place> operands = new ArrayList<>();
    for (int i = fused.rootInputs(); i < l.node().inputs().size(); i++) {
      operands.add(k.place("z" + operands.size(), type));
    }
    k.loop(
        "p",
        nest.part().last().count(),
        p ->
            k.store(
                y,
                p.times(step),
                fused.epilogue(
                    k,
                    k.load(y, p.times(step)),
                    i ->
                        k.load(
                            operands.get(i - fused.rootInputs()),
                            p.times(nest.part().operandStep(l.input(i)))))));
    return l.finish(k, "The steps behind the convolution, on one line.");
  }
}
