package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pack.Bfloat16;
import dev.lanewise.processor.graph.pack.RoundOp;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import java.util.Arrays;
import java.util.List;

/**
 * {@code y[r] = W[x[r]]}: inputs are a token a row and the table {@code [vocabulary][features]}.
 *
 * @param padding the token whose row is not trained; -1 for none
 */
record EmbeddingOp(int padding) implements Op {
  /** Vectors that are moved together: what a loop has call sites for. */
  private static final int MOST_VECTORS = 16;

  @Override
  public String mnemonic() {
    return "embedding";
  }

  @Override
  public String attributes() {
    return padding < 0 ? "" : "padding=" + padding;
  }

  @Override
  public boolean isWeight(int input) {
    return input == 1;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType tokens = inputs.get(0);
    TensorType table = inputs.get(1);
    if (tokens.dtype() != DType.I32 || !tokens.sampleDims().isEmpty()) {
      throw new IllegalArgumentException("embedding of " + inputs);
    }
    return List.of(new TensorType(table.dtype(), List.of(tokens.dims().getFirst(), table.last())));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value table = node.input(1);
    EmbeddingGradOp op = new EmbeddingGradOp(table.type().dims().getFirst(), padding);
    List<Value> inputs = List.of(node.input(0), resultGrads.getFirst());
    return Arrays.asList(null, gradients.add(table.name() + "Grad", op, inputs).result());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Gather());
  }

  /** The table: each token's features in whole vectors. */
  static Layout table(TensorType type, Algorithm.Context context) {
    int lanes = context.target().lanes(type.dtype());
    return Layout.rows(type.shape(), vectors(type, lanes) * lanes, true);
  }

  /** The same stored as bfloat16: in pairs of vectors, unless a token has but one. */
  private static Layout stored(TensorType type, Algorithm.Context context) {
    int lanes = context.target().lanes(type.dtype());
    int vectors = vectors(type, lanes);
    return vectors == 1
        ? table(type, context)
        : Layout.rows(type.shape(), (vectors + vectors % 2) * lanes, true).inPairs(lanes);
  }

  private static int vectors(TensorType type, int lanes) {
    return (type.last().size() + lanes - 1) / lanes;
  }

  /** <pre>for r in rows: y[r][vectors] = W[x[r]][vectors]</pre> */
  private static final class Gather implements RowAlgorithm {
    @Override
    public String name() {
      return "gather";
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      if (input == 0) {
        return actual;
      }
      TensorType type = node.input(input).type();
      boolean stored = actual != null && RoundOp.isResult(node.input(input));
      return stored ? stored(type, context) : table(type, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home w = l.input(1);
      Home y = l.result(0);
      int lanes = l.target().lanes(y.buffer().dtype());
      boolean pairs = w.layout().isPaired();
      Tiles whole = Tiles.of(vectors(l.node().types().getFirst(), lanes), MOST_VECTORS);
      Tiles tiles = pairs ? whole.even() : whole;
      int halves = pairs ? 2 : 1;
      tiles.forEach((count, first, vectors) -> {
        Kernel kernel = kernel(l, vectors);
        l.driver()
            .loop(
                "c",
                count,
                c -> {
                  Index column = c.times(tiles.size() * lanes).plus(first * lanes);
                  Index from = c.times(tiles.size() * lanes / halves).plus(first * lanes / halves);
                  l.call(
                      kernel,
                      List.of(x.start(), w.start().plus(from), y.start().plus(column)),
                      l.firstRow(),
                      l.endRow());
                });
      });
    }

    private static Kernel kernel(Lowering l, int vectors) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("embedding" + vectors);
      Place x = k.place("x", DType.I32);
      Place w = k.place("w", type);
      Place y = k.place("y", type);
      Index first = k.index("first");
      Index end = k.index("end");
      int wStride = l.input(1).rowStride();
      int yStride = l.result(0).rowStride();
      int lanes = k.lanes(type);
      k.loop(
          "r",
          first,
          end,
          1,
          r -> {
            Index from = k.let("from", x.element(r).times(wStride));
            Index to = k.let("to", r.times(yStride));
            if (l.input(1).layout().isPaired()) {
              pairs(k, vectors, w, from, y, to);
              return;
            }
            for (int v = 0; v < vectors; v++) {
              k.store(y, to.plus(v * lanes), k.load(w, from.plus(v * lanes)));
            }
          });
      return l.finish(k, "y[r] = w[x[r]], " + vectors + " vectors of each.");
    }

    private static void pairs(
        KernelBuilder k, int vectors, Place w, Index from, Place y, Index to) {
      int lanes = k.lanes(DType.F32);
      for (int v = 0; v < vectors; v += 2) {
        Expr bits = k.let("pair" + v / 2, Bfloat16.bits(k.load(w, from.plus(v / 2 * lanes))));
        k.store(y, to.plus(v * lanes), Bfloat16.low(bits));
        if (v + 1 < vectors) {
          k.store(y, to.plus((v + 1) * lanes), Bfloat16.high(bits));
        }
      }
    }
  }
}
