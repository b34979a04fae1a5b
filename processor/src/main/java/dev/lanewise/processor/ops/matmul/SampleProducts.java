package dev.lanewise.processor.ops.matmul;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.ops.Tiles;
import dev.lanewise.processor.ops.dense.RegisterTile;
import dev.lanewise.processor.ops.matmul.MatMulOp.Sizes;
import dev.lanewise.processor.ops.shape.Nest;
import dev.lanewise.processor.ops.shape.SampleAlgorithm;
import java.util.List;
import java.util.function.Consumer;

/**
 * The products of one sample.
 *
 * <pre>
 * for each matrix:
 *   w[panel][k][width] = b                         packed, transposed if asked
 *   for each panel of vectors, for each block of rows:
 *     c[rows][vectors] = 0
 *     for k in 0 until K: c[r][v] += broadcast(a[r][k]) * w[panel][k][v]
 *     y = c
 * </pre>
 *
 * Where the columns are no whole vectors, the tile writes to scratch, and the columns are copied.
 * The lanes behind the last column hold anything: what they make stays in them.
 */
final class SampleProducts extends SampleAlgorithm {
  @Override
  public String name() {
    return "packed outer product";
  }

  @Override
  public int scratch(Node node, Context context) {
    Shape shape = new Shape(node, context.target());
    int rounded = shape.direct() ? 0 : Math.multiplyExact(shape.m, shape.columns());
    return Math.addExact(shape.packed(), rounded);
  }

  @Override
  protected Sample prepare(Lowering l) {
    return new Writer(l)::sample;
  }

  /** Sizes and strides of a node. */
  private static final class Shape {
    private final DType type;
    private final int lanes;
    private final int m;
    private final int k;
    private final int n;
    private final Nest matrices;
    private final Tiles panels;
    private final int width;

    Shape(Node node, Target target) {
      MatMulOp op = (MatMulOp) node.op();
      TensorType a = node.input(0).type();
      TensorType b = node.input(1).type();
      TensorType y = node.types().getFirst();
      Sizes sizes = op.sizes(a, b);
      type = y.dtype();
      lanes = target.lanes(type);
      k = sizes.k();
      n = sizes.n();
      panels = Tiles.of((n + lanes - 1) / lanes, 2);
      width = panels.size() * lanes;
      List<Integer> leading = MatMulOp.leading(y).sampleShape();
      boolean one = MatMulOp.leading(b).sampleSize() == 1;
      if (one && !op.transposeA() && a.sampleSize() == y.sampleSize() / n * k) {
        // All matrices meet the same b: they are one of more rows.
        m = y.sampleSize() / n;
        matrices = new Nest(3, List.of());
      } else {
        m = sizes.m();
        matrices =
            Nest.over(
                leading,
                List.of(
                    strides(leading, leading, m * n),
                    strides(MatMulOp.leading(a).sampleShape(), leading, m * k),
                    strides(MatMulOp.leading(b).sampleShape(), leading, k * n)));
      }
    }

    private static List<Integer> strides(List<Integer> shape, List<Integer> to, int matrix) {
      return Nest.stretched(shape, to).stream().map(stride -> stride * matrix).toList();
    }

    /** Elements of the panels. */
    int packed() {
      return Math.multiplyExact(panels.count(), Math.multiplyExact(k, width));
    }

    /** Columns in whole vectors. */
    int columns() {
      return (n + lanes - 1) / lanes * lanes;
    }

    /** Whether the tile can write the result where it belongs. */
    boolean direct() {
      return n == columns();
    }
  }

  private static final class Writer {
    private final Lowering l;
    private final MatMulOp op;
    private final Shape s;

    Writer(Lowering l) {
      this.l = l;
      this.op = (MatMulOp) l.node().op();
      this.s = new Shape(l.node(), l.target());
    }

    void sample(Index row) {
      matrices(s.matrices.axes(), l.result(0).at(row), input(l, 0, row), input(l, 1, row), row);
    }

    private void matrices(List<Nest.Axis> axes, Place y, Place a, Place b, Index row) {
      if (axes.isEmpty()) {
        product(y, a, b, row);
        return;
      }
      Nest.Axis axis = axes.getFirst();
      l.driver()
          .loop(
              "i",
              axis.size(),
              i ->
                  matrices(
                      axes.subList(1, axes.size()),
                      y.plus(i.times(axis.strides().get(0))),
                      a.plus(i.times(axis.strides().get(1))),
                      b.plus(i.times(axis.strides().get(2))),
                      row));
    }

    private void product(Place y, Place a, Place b, Index row) {
      Place w = l.scratch().at(row);
      Place c = s.direct() ? y : w.plus(Index.of(s.packed()));
      int full = s.n / s.width;
      if (full > 0) {
        Kernel pack = pack(s.width);
        l.driver().loop("p", full, p -> pack(pack, p, b, w));
      }
      if (s.n % s.width > 0) {
        pack(pack(s.n % s.width), Index.of(full), b, w);
      }
      int most = l.target().accumulators() / s.panels.size();
      s.panels.forEach((count, first, vectors) ->
          loop(
              "p",
              count,
              p ->
                  Tiles.of(s.m, most)
                      .forEach((blocks, start, rows) -> {
                        Kernel tile = tile(rows, vectors);
                        loop(
                            "m",
                            blocks,
                            block -> {
                              Index panel = p.plus(first / s.panels.size());
                              Index m = block.times(rows).plus(start);
                              l.call(
                                  tile,
                                  List.of(
                                      a.plus(m.times(op.transposeA() ? 1 : s.k)),
                                      w.plus(panel.times(s.k * s.width)),
                                      c.plus(m.times(s.columns())).plus(panel.times(s.width))));
                            });
                      })));
      if (!s.direct()) {
        l.call(unround(), List.of(y, c));
      }
    }

    private void loop(String name, int count, Consumer<Index> body) {
      l.driver().loop(name, count, body);
    }

    private void pack(Kernel pack, Index p, Place b, Place w) {
      Place from = b.plus(p.times(s.width * (op.transposeB() ? s.k : 1)));
      l.call(pack, List.of(w.plus(p.times(s.k * s.width)), from));
    }

    /** Columns of b to a panel. */
    private Kernel pack(int columns) {
      List<Integer> from = op.transposeB() ? List.of(1, s.k) : List.of(s.n, 1);
      return Nest.over(List.of(s.k, columns), List.of(List.of(s.width, 1), from))
          .kernel(l, s.type, "packB", (k, x) -> x.getFirst(), "Columns of b to a panel.");
    }

    /** The columns that are no pads. */
    private Kernel unround() {
      List<List<Integer>> strides = List.of(List.of(s.n, 1), List.of(s.columns(), 1));
      return Nest.over(List.of(s.m, s.n), strides)
          .kernel(l, s.type, "columns", (k, x) -> x.getFirst(), "The columns without their pads.");
    }

    private Kernel tile(int rows, int vectors) {
      KernelBuilder k = l.kernel("matmul_" + rows + "x" + vectors);
      Place a = k.place("a", s.type);
      Place w = k.place("w", s.type);
      Place y = k.place("y", s.type);
      RegisterTile tile =
          new RegisterTile(
              l.target(),
              rows,
              vectors,
              Index.of(s.k),
              op.transposeA() ? 1 : s.k,
              op.transposeA() ? s.m : 1,
              s.width);
      Expr[][] sums = tile.sums(k, a, w, v -> k.constant(s.type, 0));
      for (int r = 0; r < rows; r++) {
        for (int v = 0; v < vectors; v++) {
          k.store(y, r * s.columns() + v * s.lanes, sums[r][v]);
        }
      }
      return l.finish(k, "{@code c[r][v] += a[r][k] * w[k][v]} with " + tile.text() + ".");
    }
  }
}
