package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps behind a product on some pixels of a line, while they are in the first-level cache: for
 * steps that have no room in the tile.
 *
 * @param step from pixel to pixel of the result
 */
record TileEpilogue(Lowering l, FusedOp fused, Part part, int step) {
  /**
   * Reads the result and what the steps read further, from the first pixel on.
   *
   * @param channels side by side
   */
  Kernel kernel(int pixels, int channels) {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel(fused.mnemonic() + "_steps" + pixels);
    Place y = k.place("y", type);
    List<Place> operands = new ArrayList<>();
    for (int i = fused.rootInputs(); i < l.node().inputs().size(); i++) {
      operands.add(k.place("z" + operands.size(), type));
    }
    k.loop(
        "p",
        pixels,
        p ->
            k.loop(
                "v",
                Index.ZERO,
                Index.of(channels),
                l.target().lanes(type),
                v ->
                    k.store(
                        y,
                        p.times(step).plus(v),
                        fused.epilogue(
                            k,
                            k.load(y, p.times(step).plus(v)),
                            i ->
                                k.load(
                                    operands.get(i - fused.rootInputs()),
                                    p.times(part.operandStep(l.input(i))).plus(v))))));
    return l.finish(k, "The steps behind the product.");
  }
}
