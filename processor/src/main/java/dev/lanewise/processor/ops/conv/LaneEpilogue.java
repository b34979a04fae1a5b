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
 * The steps behind a product with lanes along channels, on the pixels of one tile, while they are
 * in the first-level cache: for steps that have no room in the tile.
 */
final class LaneEpilogue {
  private final Lowering l;
  private final FusedOp fused;
  private final LaneNest nest;

  LaneEpilogue(Lowering l, FusedOp fused, LaneNest nest) {
    this.l = l;
    this.fused = fused;
    this.nest = nest;
  }

  /** Reads the result and what the steps read further, from the first pixel on. */
  Kernel kernel(int pixels) {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel(fused.mnemonic() + "_steps" + pixels);
    Place y = k.place("y", type);
    List<Place> operands = new ArrayList<>();
    for (int i = fused.rootInputs(); i < l.node().inputs().size(); i++) {
      operands.add(k.place("z" + operands.size(), type));
    }
    int step = nest.part().writtenStep(l.result(0).layout());
    k.loop(
        "p",
        pixels,
        p ->
            k.loop(
                "v",
                Index.ZERO,
                Index.of(nest.weights().channels()),
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
                                    p.times(nest.part().operandStep(l.input(i))).plus(v))))));
    return l.finish(k, "The steps behind the product, on one tile.");
  }
}
