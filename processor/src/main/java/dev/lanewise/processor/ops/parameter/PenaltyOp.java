package dev.lanewise.processor.ops.parameter;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code y = sum |w|} and {@code y = sum w^2} over a parameter. */
public enum PenaltyOp implements Op {
  L1 {
    @Override
    Expr add(KernelBuilder k, Expr w, Expr sum) {
      return sum.plus(w.apply(Expr.UnaryOp.ABS));
    }

    @Override
    Expr slope(KernelBuilder k, Expr w) {
      // The last branch is 0, or NaN.
      Expr rest = w.select(Comparison.LT, w.constant(0), w.constant(-1), w);
      return w.select(Comparison.GT, w.constant(0), w.constant(1), rest);
    }
  },
  L2 {
    @Override
    Expr add(KernelBuilder k, Expr w, Expr sum) {
      return w.fma(w, sum);
    }

    @Override
    Expr slope(KernelBuilder k, Expr w) {
      return w.plus(w);
    }
  };

  /** Sums that do not wait for each other. */
  private static final int SUMS = 4;

  /** The sum with another weight's part. */
  abstract Expr add(KernelBuilder k, Expr w, Expr sum);

  /** The derivative of a weight's part. */
  abstract Expr slope(KernelBuilder k, Expr w);

  @Override
  public String mnemonic() {
    return name().toLowerCase(Locale.ROOT) + "_penalty";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(TensorType.scalar(inputs.getFirst().dtype()));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value w = node.input(0);
    List<Value> inputs = List.of(resultGrads.getFirst(), w);
    return List.of(gradients.add(w.name() + name() + "Grad", new Grad(this), inputs).result());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Sum());
  }

  /** {@code wGrad = yGrad} times the slope at w: inputs yGrad and w. */
  record Grad(PenaltyOp penalty) implements Op {
    @Override
    public String mnemonic() {
      return penalty.mnemonic() + "_grad";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(inputs.get(1));
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Slopes());
    }
  }

  /**
   * One loop over the packed array, whose pads are zero and add nothing:
   *
   * <pre>for i in 0 until n step 4 lanes: s0 += f(w[i]), s1 += f(w[i + lanes]), ...</pre>
   *
   * One thread's work, so that the order is fixed: the arrays are read once a step, beside the
   * batch-fold work of their products.
   */
  private static final class Sum implements Algorithm {
    @Override
    public String name() {
      return "sum of weights";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual; // however its product wants it
    }

    @Override
    public void lower(Lowering l) {
      PenaltyOp op = (PenaltyOp) l.node().op();
      Home w = l.input(0);
      Home y = l.result(0);
      DType type = y.buffer().dtype();
      KernelBuilder k = l.kernel(op.mnemonic());
      Place from = k.place("w", type);
      Place to = k.place("y", type);
      int lanes = k.lanes(type);
      int size = w.layout().size();
      List<Expr.Use> sums = new ArrayList<>();
      for (int s = 0; s < SUMS; s++) {
        sums.add(k.variable("sum" + s, k.constant(type, 0)));
      }
      int blocks = size / (SUMS * lanes) * SUMS * lanes;
      k.loop(
          "i",
          Index.ZERO,
          Index.of(blocks),
          SUMS * lanes,
          i -> {
            for (int s = 0; s < SUMS; s++) {
              Expr value = k.let("w" + s, k.load(from, i.plus(s * lanes)));
              k.assign(sums.get(s), op.add(k, value, sums.get(s)));
            }
          });
      for (int i = blocks; i < size; i += lanes) {
        Expr value = k.load(from, Index.of(i));
        int valid = Math.min(lanes, size - i);
        Expr last = k.let("last", valid < lanes ? k.fillFrom(valid, value, 0) : value);
        Expr.Use sum = sums.get((i - blocks) / lanes);
        k.assign(sum, op.add(k, last, sum));
      }
      Expr total = sums.get(0).plus(sums.get(1)).plus(sums.get(2).plus(sums.get(3)));
      // The scalar's home has room for a vector, and so for the lanes on their way to its sum.
      k.store(to, 0, k.sumLanes(k.let("total", total), to));
      l.call(
          l.finish(k, "y = the sum over the weights, pads being zero."),
          List.of(w.start(), y.start()));
    }
  }

  /** Element by element, in pieces of the packed array. */
  private static final class Slopes implements Algorithm {
    private static final int PIECE = 4096;

    @Override
    public String name() {
      return "slopes of weights";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.TILES;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(inputs.get(1));
    }

    @Override
    public void lower(Lowering l) {
      PenaltyOp op = ((Grad) l.node().op()).penalty;
      Home yGrad = l.input(0);
      Home w = l.input(1);
      Home wGrad = l.result(0);
      int size = w.layout().size();
      Kernel kernel = kernel(l, op, w.buffer().dtype());
      l.items(
          (size + PIECE - 1) / PIECE,
          item -> {
            Index first = item.times(PIECE);
            l.call(
                kernel,
                List.of(yGrad.start(), w.start().plus(first), wGrad.start().plus(first)),
                first.times(-1).plus(size).min(Index.of(PIECE)));
          });
    }

    private static Kernel kernel(Lowering l, PenaltyOp op, DType type) {
      KernelBuilder k = l.kernel(l.node().op().mnemonic());
      Place from = k.place("yGrad", type);
      Place weights = k.place("w", type);
      Place to = k.place("wGrad", type);
      Index n = k.index("n");
      Expr factor = k.let("factor", k.broadcast(k.element(from)));
      k.loop(
          "i",
          Index.ZERO,
          n,
          k.lanes(type),
          i -> {
            Expr value = k.let("v", k.load(weights, i));
            k.store(to, i, factor.times(op.slope(k, value)));
          });
      return l.finish(k, "wGrad = yGrad times the penalty's slope at w.");
    }
  }
}
