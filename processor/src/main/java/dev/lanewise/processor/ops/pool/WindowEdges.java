package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.pool.WindowWalk.Range;
import dev.lanewise.processor.ops.window.InterleavedAlgorithm;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Windows that reach over an edge of the input: a call for each, with its range of taps. */
final class WindowEdges {
  private final Lowering l;
  private final WindowWalk walk;
  private final List<Home> homes;
  private Kernel kernel;

  WindowEdges(Lowering l, WindowWalk walk) {
    this.l = l;
    this.walk = walk;
    this.homes = WindowFrame.homes(l);
  }

  Consumer<Index> over(List<Range> block) {
    if (kernel == null) {
      kernel = kernel();
    }
    return row ->
        LoopNest.write(
            block.size(),
            (axis, body) -> {
              Range range = block.get(axis);
              l.driver().loop("o", Index.of(range.first()), Index.of(range.end()), 1, body);
            },
            at -> call(block, row, at));
  }

  private void call(List<Range> block, Index row, List<Index> at) {
    List<Index> firsts = new ArrayList<>();
    List<Index> further = new ArrayList<>();
    Index divisor = Index.ONE;
    for (int axis = 0; axis < at.size(); axis++) {
      Window w = walk.windows().get(axis);
      Index before = at.get(axis).times(-w.stride()).plus(w.before());
      boolean inside = block.get(axis).inside();
      Index first = inside ? Index.ZERO : count(w, before);
      Index end = inside ? Index.of(w.kernel()) : count(w, before.plus(w.size()));
      firsts.add(l.driver().let("tap", first));
      Index taps = end.min(Index.of(w.kernel())).plus(firsts.getLast().times(-1));
      further.add(l.driver().let("taps", taps));
      boolean counts = walk.kind() == PoolOp.Kind.AVERAGE;
      Index padded = before.plus(w.size() + w.after()).min(Index.of(w.kernel()));
      divisor = divisor.times(counts ? padded : further.getLast());
    }
    if (walk.averages()) {
      further.add(divisor);
    }
    l.call(kernel, places(row, at, firsts), further.toArray(Index[]::new));
  }

  /** Taps within a distance, which may be below zero. */
  private static Index count(Window w, Index distance) {
    return distance.plus(w.dilation() - 1).max(Index.ZERO).over(w.dilation());
  }

  private List<Place> places(Index row, List<Index> at, List<Index> firsts) {
    List<Place> places = new ArrayList<>();
    for (int array = 0; array < homes.size(); array++) {
      Home home = homes.get(array);
      Index index = Index.of(home.layout().offset());
      for (int axis = 0; axis < at.size(); axis++) {
        Window w = walk.windows().get(axis);
        Index tap = at.get(axis).times(w.stride()).plus(firsts.get(axis).times(w.dilation()));
        Index pixel = walk.isWide(array) ? tap.plus(-w.before()) : at.get(axis);
        index = index.plus(pixel.times(InterleavedAlgorithm.stride(home, axis)));
      }
      places.add(home.at(row).plus(index));
    }
    return places;
  }

  private Kernel kernel() {
    KernelBuilder k = l.kernel(l.node().op().mnemonic() + "Edge");
    List<Place> start = WindowFrame.places(k, homes);
    List<Index> counts = new ArrayList<>();
    walk.windows().forEach(w -> counts.add(k.index("taps" + counts.size())));
    DType type = l.result(0).buffer().dtype();
    Expr divisor =
        walk.averages()
            ? k.let("divisor", k.broadcast(new Expr.FromIndex(k.index("divided"), type)))
            : null;
    k.loop(
        "c",
        Index.ZERO,
        Index.of(InterleavedAlgorithm.channels(l)),
        k.lanes(type),
        c ->
            walk.window(
                new WindowFrame(
                    walk,
                    k,
                    homes,
                    start.stream().map(place -> place.plus(c)).toList(),
                    (b, body) ->
                        LoopNest.write(
                            counts.size(),
                            (axis, next) -> b.loop("t", Index.ZERO, counts.get(axis), 1, next),
                            body),
                    sum -> divisor == null ? sum : sum.over(divisor))));
    return l.finish(k, "A window at an edge, all channels.");
  }
}
