package dev.lanewise.processor.ops.loss;

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
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;
import java.util.stream.Collectors;

/** One number a class, as the user wrote them. */
record ClassWeightsOp(DType dtype, List<Double> weights) implements Op {
  /** So that a kernel stays far below the size up to which the JIT compiles it. */
  private static final int STORES = 64;

  @Override
  public String mnemonic() {
    return "class_weights";
  }

  @Override
  public String attributes() {
    return weights.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(TensorType.of(dtype, List.of(weights.size())));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Store());
  }

  private static final class Store implements Algorithm {
    @Override
    public String name() {
      return "store";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.flat(node.types().getFirst()));
    }

    @Override
    public void lower(Lowering l) {
      ClassWeightsOp op = (ClassWeightsOp) l.node().op();
      Home home = l.result(0);
      int size = op.weights.size();
      for (int from = 0; from < size; from += STORES) {
        KernelBuilder k = l.kernel("classWeights");
        Place w = k.place("w", op.dtype);
        for (int i = from; i < Math.min(size, from + STORES); i++) {
          k.store(w, i, new Expr.Const(op.dtype, op.weights.get(i)));
        }
        l.call(l.finish(k, "The classes' weights."), List.of(home.start()));
      }
      l.driver()
          .clear(
              home.buffer(), Index.of(home.offset() + size), Index.of(home.layout().size() - size));
    }
  }
}
