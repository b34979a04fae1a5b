package dev.lanewise.processor.graph;

import dev.lanewise.processor.graph.Layout.Term;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;
import java.util.function.Consumer;

/**
 * A matrix in panels along one axis, repacked into panels along the other: the weights of the
 * forward product, as the backward product streams them.
 *
 * <pre>
 * for j in 0 until rows: for i in 0 until columns: to[j * toWidth + i] = from[i * fromWidth + j]
 * </pre>
 *
 * Plain element moves, about 1 ns each: once per step, beside the batch-fold larger product that
 * reads the result.
 */
final class TransposePanels extends PackOp.Pack {
  @Override
  public String name() {
    return "transpose panels";
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.TILES;
  }

  @Override
  boolean leads(TensorType type, Layout from, Layout to, Context context) {
    return isPanels(from)
        && isPanels(to)
        && from.terms().getFirst().axis() != to.terms().getFirst().axis();
  }

  private static boolean isPanels(Layout layout) {
    return layout.shape().size() == 2
        && layout.samePlaces(
            Layout.panels(
                layout.shape(),
                layout.terms().getFirst().axis(),
                layout.terms().getFirst().divisor()));
  }

  @Override
  public void lower(Lowering l) {
    Home from = l.input(0);
    Home to = l.result(0);
    Term fromColumns = from.layout().terms().getFirst();
    Term toColumns = to.layout().terms().getFirst();
    List<Integer> shape = from.layout().shape();
    int fromWidth = fromColumns.divisor();
    int toWidth = toColumns.divisor();
    int fromLength = shape.get(fromColumns.axis());
    int toLength = shape.get(toColumns.axis());
    int fromPanels = (fromLength + fromWidth - 1) / fromWidth;
    int toPanels = toLength / toWidth;
    Kernel kernel = kernel(l, from, to, fromWidth, toWidth);
    Consumer<Index> transpose =
        panel ->
            l.driver()
                .loop(
                    "q",
                    Index.ZERO,
                    Index.of(fromPanels),
                    1,
                    q ->
                        l.call(
                            kernel,
                            List.of(
                                from.start()
                                    .plus(q.times(fromColumns.stride()))
                                    .plus(panel.times(toWidth * fromWidth)),
                                to.start()
                                    .plus(panel.times(toColumns.stride()))
                                    .plus(q.times(fromWidth * toWidth))),
                            q.times(-fromWidth).plus(fromLength).min(Index.of(fromWidth)),
                            panel.times(-toWidth).plus(toLength).min(Index.of(toWidth))));
    l.items(toPanels, transpose);
    if (toLength % toWidth > 0) {
      // The last panel has pads, where the arena may hold what another value left.
      Index last = Index.of(toPanels);
      int stride = toColumns.stride();
      l.items(
          1,
          item -> {
            l.driver().clear(to.buffer(), last.times(stride).plus(to.offset()), Index.of(stride));
            transpose.accept(last);
          });
    }
  }

  private static Kernel kernel(Lowering l, Home from, Home to, int fromWidth, int toWidth) {
    KernelBuilder k = l.kernel("transpose");
    Place source = k.place("from", from.buffer().dtype());
    Place target = k.place("to", to.buffer().dtype());
    Index rows = k.index("rows");
    Index columns = k.index("columns");
    k.loop(
        "j",
        Index.ZERO,
        rows,
        1,
        j ->
            k.loop(
                "i",
                Index.ZERO,
                columns,
                1,
                i ->
                    k.store(
                        target,
                        j.times(toWidth).plus(i),
                        k.element(source, i.times(fromWidth).plus(j)))));
    return l.finish(
        k, "Part of a panel, transposed: the weights as the backward product streams them.");
  }
}
