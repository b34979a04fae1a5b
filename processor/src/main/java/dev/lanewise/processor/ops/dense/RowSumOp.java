package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;

/** The sum of all samples: a bias gradient. */
public record RowSumOp() implements Op {
  @Override
  public String mnemonic() {
    return "row_sum";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(TensorType.of(inputs.getFirst().dtype(), inputs.getFirst().sampleShape()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new SumRows());
  }

  private static final class SumRows implements Algorithm {
    @Override
    public String name() {
      return "sum rows";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.TILES;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return OuterProductSum.wanted(node.input(input).type(), actual, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.flat(node.types().getFirst()));
    }

    @Override
    public void lower(Lowering l) {
      Home from = l.input(0);
      Home to = l.result(0);
      int lanes = l.target().lanes(to.buffer().dtype());
      Tiles tiles = Tiles.of(to.layout().size() / lanes, 8);
      tiles.forEach((count, first, vectors) -> {
        Kernel kernel = kernel(l, from, to, vectors);
        l.items(
            count,
            item -> {
              Index column = item.times(tiles.size() * lanes).plus(first * lanes);
              Place x = from.pixels(Index.ZERO).plus(column);
              l.call(kernel, List.of(x, to.start().plus(column)), l.rows());
            });
      });
    }

    private static Kernel kernel(Lowering l, Home from, Home to, int vectors) {
      DType type = to.buffer().dtype();
      KernelBuilder k = l.kernel("rowSum" + vectors);
      Place x = k.place("x", type);
      Place y = k.place("y", type);
      Index rows = k.index("rows");
      int lanes = k.lanes(type);
      List<Expr.Use> sums = new ArrayList<>();
      for (int v = 0; v < vectors; v++) {
        sums.add(k.variable("sum" + v, k.constant(type, 0)));
      }
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r -> {
            for (int v = 0; v < vectors; v++) {
              Index element = r.times(from.rowStride()).plus(v * lanes);
              k.assign(sums.get(v), sums.get(v).plus(k.load(x, element)));
            }
          });
      for (int v = 0; v < vectors; v++) {
        k.store(y, v * lanes, sums.get(v));
      }
      return l.finish(k, "Columns of " + vectors + " vectors, added up over the rows.");
    }
  }
}
