package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Layout.Term;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix in panels along one axis, repacked into panels along the other: the weights of the
 * forward product, as the backward product streams them.
 *
 * <pre>
 * for j in 0 until rows: for i in 0 until columns: to[j * toWidth + i] = from[i * fromWidth + j]
 * </pre>
 *
 * By squares of vectors where panels are whole, and element by element where they are not: 0.20 and
 * 0.35 ns an element of 3136 x 128 weights.
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
    new Panels(l).lower();
  }

  /** Both sides: a part is where a panel of the one meets a panel of the other. */
  private static final class Panels {
    private final Lowering l;
    private final Home from;
    private final Home to;
    private final int fromWidth;
    private final int toWidth;
    private final int fromLength;
    private final int toLength;
    private final Kernel part;
    private final Kernel squares;

    /** Parts of a panel that squares of vectors fill. */
    private final int whole;

    Panels(Lowering l) {
      this.l = l;
      from = l.input(0);
      to = l.result(0);
      fromWidth = columns(from).divisor();
      toWidth = columns(to).divisor();
      fromLength = from.layout().shape().get(columns(from).axis());
      toLength = to.layout().shape().get(columns(to).axis());
      int lanes = l.target().lanes(from.buffer().dtype());
      boolean fit = lanes > 1 && fromWidth % lanes == 0 && toWidth % lanes == 0;
      whole = fit ? fromLength / fromWidth : 0;
      part = part();
      squares = fit ? squares(lanes) : part;
    }

    private static Term columns(Home home) {
      return home.layout().terms().getFirst();
    }

    void lower() {
      int panels = toLength / toWidth;
      l.items(panels, panel -> panel(panel, whole));
      if (toLength % toWidth > 0) {
        // The last panel has pads, where the arena may hold what another value left.
        Index last = Index.of(panels);
        int stride = columns(to).stride();
        l.items(
            1,
            item -> {
              l.driver().clear(to.buffer(), last.times(stride).plus(to.offset()), Index.of(stride));
              panel(last, 0);
            });
      }
    }

    private void panel(Index panel, int whole) {
      l.driver().loop("q", whole, q -> l.call(squares, places(panel, q)));
      Index parts = Index.of((fromLength + fromWidth - 1) / fromWidth);
      l.driver()
          .loop(
              "q",
              Index.of(whole),
              parts,
              1,
              q ->
                  l.call(
                      part,
                      places(panel, q),
                      q.times(-fromWidth).plus(fromLength).min(Index.of(fromWidth)),
                      panel.times(-toWidth).plus(toLength).min(Index.of(toWidth))));
    }

    /** Where a part begins on both sides. */
    private List<Place> places(Index panel, Index q) {
      int part = fromWidth * toWidth;
      return List.of(
          from.start().plus(q.times(columns(from).stride()).plus(panel.times(part))),
          to.start().plus(panel.times(columns(to).stride()).plus(q.times(part))));
    }

    private Kernel squares(int lanes) {
      KernelBuilder k = l.kernel("transposeSquares");
      Place source = k.place("from", from.buffer().dtype());
      Place target = k.place("to", to.buffer().dtype());
      int across = fromWidth / lanes;
      k.loop(
          "square",
          across * (toWidth / lanes),
          square -> {
            Index i = square.over(across).times(lanes);
            Index j = square.mod(across).times(lanes);
            Index read = k.let("read", i.times(fromWidth).plus(j));
            Index written = k.let("written", j.times(toWidth).plus(i));
            List<Expr.Use> rows = new ArrayList<>();
            for (int row = 0; row < lanes; row++) {
              rows.add(k.variable("v" + row, k.load(source, read.plus(row * fromWidth))));
            }
            LaneSquare.transpose(k, rows);
            for (int row = 0; row < lanes; row++) {
              k.store(target, written.plus(row * toWidth), rows.get(row));
            }
          });
      return l.finish(k, "A whole part of a panel, transposed by squares of vectors.");
    }

    private Kernel part() {
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
}
