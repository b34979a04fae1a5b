package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Floats that are rounded to bfloat16 already, two to a place: elements {@code lanes} apart along
 * one axis, so that one vector of pairs becomes two vectors of floats by a shift and a mask.
 *
 * <pre>
 * for b in 0 until n / (2 lanes): for o: for j in 0 until lanes:
 *   to[o][b][j] = pair(from[o][2 lanes b + j], from[o][2 lanes b + lanes + j])
 * </pre>
 *
 * <p>Element by element, from whatever layout: this is done once for all predictions with the same
 * weights, and its result loses nothing.
 */
final class PackPairs extends PackOp.Pack {
  @Override
  public String name() {
    return "pack pairs";
  }

  @Override
  boolean leads(TensorType type, Layout from, Layout to, Context context) {
    return to.isPaired() && !from.isPaired() && to.shape().size() == 2;
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.SERIAL;
  }

  @Override
  public void lower(Lowering l) {
    Home to = l.result(0);
    Layout layout = to.layout();
    int lanes = layout.paired();
    int axis = layout.terms().getLast().axis();
    int length = layout.shape().get(axis);
    int blocks = length / (2 * lanes);
    int rest = length % (2 * lanes);
    if (layout.hasPads()) {
      l.driver().clear(to.buffer(), to.start().at(), Index.of(layout.size()));
    }
    Stretch all = new Stretch(axis, 0, blocks, 0, lanes, true);
    Stretch both = new Stretch(axis, blocks, 1, 0, rest - lanes, true);
    Stretch one =
        new Stretch(axis, blocks, 1, Math.max(0, rest - lanes), Math.min(rest, lanes), false);
    for (Stretch stretch : List.of(all, both, one)) {
      if (stretch.blocks > 0 && stretch.from < stretch.to) {
        Kernel kernel = kernel(l, stretch, lanes);
        l.call(kernel, List.of(l.input(0).start(), to.start()));
      }
    }
  }

  /**
   * Elements of a number of blocks of two vectors each.
   *
   * @param first block
   * @param from element of a vector
   * @param to the element behind the last one
   * @param both whether the second vector has these elements too
   */
  private record Stretch(int axis, int first, int blocks, int from, int to, boolean both) {
    List<Index> at(Index block, Index other, Index element, int shift) {
      List<Index> at = new ArrayList<>(List.of(other, other));
      at.set(axis, block.plus(element).plus(shift));
      return at;
    }
  }

  private static Kernel kernel(Lowering l, Stretch s, int lanes) {
    Layout from = l.input(0).layout();
    Layout to = l.result(0).layout();
    KernelBuilder k = l.kernel(s.both ? "packPairs" : "packHalves");
    Place x = k.place("from", DType.F32);
    Place y = k.place("to", DType.F32);
    k.loop(
        "b",
        s.blocks,
        b ->
            k.loop(
                "o",
                to.shape().get(1 - s.axis),
                o ->
                    k.loop(
                        "j",
                        Index.of(s.from),
                        Index.of(s.to),
                        1,
                        j -> {
                          Index block = b.plus(s.first).times(2 * lanes);
                          Expr low = k.element(x, from.address(s.at(block, o, j, 0)));
                          Expr high =
                              s.both
                                  ? k.element(x, from.address(s.at(block, o, j, lanes)))
                                  : new Expr.Const(DType.F32, 0);
                          Index place = to.address(s.at(block, o, j, 0));
                          k.store(y, place, Bfloat16.pair(low, high));
                        })));
    return l.finish(k, "Two bfloat16 to a place, to " + to + ".");
  }
}
