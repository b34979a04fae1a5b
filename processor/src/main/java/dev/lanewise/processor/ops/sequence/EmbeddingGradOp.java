package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import java.util.List;

/**
 * {@code WGrad[v] = sum of yGrad[r] over the rows with x[r] = v}: inputs are x and yGrad.
 *
 * @param vocabulary the axis of tokens
 * @param padding the token whose row is not trained; -1 for none
 */
record EmbeddingGradOp(Dim vocabulary, int padding) implements Op {
  private static final int CACHE_LINE_BITS = 512;

  @Override
  public String mnemonic() {
    return "embedding_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType yGrad = inputs.get(1);
    return List.of(new TensorType(yGrad.dtype(), List.of(vocabulary, yGrad.last())));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Scatter());
  }

  /**
   * A cache line of the features of all tokens is one item of work: each element of the table is
   * the sum of one thread, in the order of the rows, and no line has two writers.
   *
   * <pre>
   * for each line c of features:
   *   for v until vocabulary: WGrad[v][c] = 0
   *   for r until rows: WGrad[x[r]][c] += yGrad[r][c]
   *   WGrad[padding][c] = 0
   * </pre>
   */
  private static final class Scatter implements Algorithm {
    @Override
    public String name() {
      return "scatter";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.TILES;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 0 ? actual : context.activation(node.input(input).type(), true);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(EmbeddingOp.table(node.types().getFirst(), context));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home yGrad = l.input(1);
      Home wGrad = l.result(0);
      DType type = wGrad.buffer().dtype();
      int lanes = l.target().lanes(type);
      int line = CACHE_LINE_BITS / type.bits() / lanes;
      int whole = wGrad.rowStride() / lanes;
      Tiles tiles = new Tiles(whole, Math.min(line, whole));
      tiles.forEach((count, first, vectors) -> {
        Kernel clear = clear(l, vectors);
        Kernel add = add(l, vectors);
        l.items(
            count,
            item -> {
              Index column = item.times(tiles.size() * lanes).plus(first * lanes);
              Place table = wGrad.start().plus(column);
              l.call(clear, List.of(table), Index.ZERO, tokens(l));
              l.call(add, List.of(x.start(), yGrad.start().plus(column), table), l.rows());
              int padding = ((EmbeddingGradOp) l.node().op()).padding;
              if (padding >= 0) {
                l.call(clear, List.of(table), Index.of(padding), Index.of(padding + 1));
              }
            });
      });
    }

    private static Index tokens(Lowering l) {
      return Index.of(l.node().types().getFirst().shape().getFirst());
    }

    private static Kernel clear(Lowering l, int vectors) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("embeddingClear" + vectors);
      Place wGrad = k.place("wGrad", type);
      Index first = k.index("first");
      Index end = k.index("end");
      k.loop(
          "v",
          first,
          end,
          1,
          v -> {
            for (int i = 0; i < vectors; i++) {
              Index at = v.times(l.result(0).rowStride()).plus(i * k.lanes(type));
              k.store(wGrad, at, k.constant(type, 0));
            }
          });
      return l.finish(k, "wGrad[v] = 0, " + vectors + " vectors of each token.");
    }

    private static Kernel add(Lowering l, int vectors) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("embeddingGrad" + vectors);
      Place x = k.place("x", DType.I32);
      Place yGrad = k.place("yGrad", type);
      Place wGrad = k.place("wGrad", type);
      Index rows = k.index("rows");
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r -> {
            Index to = k.let("to", x.element(r).times(l.result(0).rowStride()));
            Index from = k.let("from", r.times(l.input(1).rowStride()));
            for (int i = 0; i < vectors; i++) {
              Index at = to.plus(i * k.lanes(type));
              k.store(
                  wGrad, at, k.load(wGrad, at).plus(k.load(yGrad, from.plus(i * k.lanes(type)))));
            }
          });
      return l.finish(k, "wGrad[x[r]] += yGrad[r], in the rows' order.");
    }
  }
}
