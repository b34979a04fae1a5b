package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code y = sum_r x_r / rows}, over the samples of the call, in their order.
 *
 * @param weighted whether it is {@code sum_r x_r / sum_r w_r}: inputs x, which hold their weights
 *     already, and w. A second result keeps the sum of the weights for the gradient. Where they sum
 *     to 0, as in a batch of labels that do not count, it is 1: the mean of nothing is 0, and
 *     training goes on.
 */
record MeanRowsOp(boolean weighted) implements Op {
  @Override
  public String mnemonic() {
    return weighted ? "weighted_mean" : "mean_rows";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType scalar = TensorType.scalar(inputs.getFirst().dtype());
    return weighted ? List.of(scalar, scalar) : List.of(scalar);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Value yGrad = resultGrads.getFirst();
    Op grad = new Grad(x.type(), weighted);
    List<Value> inputs = weighted ? List.of(yGrad, node.result(1)) : List.of(yGrad);
    Value xGrad = gradients.add(x.name() + "Grad", grad, inputs).result();
    return weighted ? Arrays.asList(xGrad, null) : List.of(xGrad);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Mean(weighted));
  }

  /** {@code xGrad_r = yGrad / rows}, or by the sum of the weights. */
  record Grad(TensorType perRow, boolean weighted) implements Op {
    @Override
    public String mnemonic() {
      return weighted ? "weighted_mean_grad" : "mean_rows_grad";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(perRow);
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Spread(weighted));
    }
  }

  private record Mean(boolean weighted) implements Algorithm {
    @Override
    public String name() {
      return "mean";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public void lower(Lowering l) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel(weighted ? "weightedMean" : "meanRows");
      Place x = k.place("x", type);
      Place w = weighted ? k.place("w", type) : x;
      Place y = k.place("y", type);
      Place total = weighted ? k.place("total", type) : y;
      Index rows = k.index("rows");
      Expr.Use sum = k.variable("sum", new Expr.Const(type, 0));
      if (weighted) {
        Expr.Use weight = k.variable("weight", new Expr.Const(type, 0));
        k.loop(
            "r",
            Index.ZERO,
            rows,
            1,
            r -> {
              k.assign(sum, sum.plus(k.element(x, r)));
              k.assign(weight, weight.plus(k.element(w, r)));
            });
        Expr zero = new Expr.Const(type, 0);
        Expr one = new Expr.Const(type, 1);
        Expr divisor = k.let("divisor", weight.select(Comparison.EQ, zero, one, weight));
        k.store(y, 0, sum.over(divisor));
        k.store(total, 0, divisor);
      } else {
        k.loop("r", Index.ZERO, rows, 1, r -> k.assign(sum, sum.plus(k.element(x, r))));
        k.store(y, 0, sum.over(new Expr.FromIndex(rows, type)));
      }
      String comment =
          weighted
              ? "y = sum of x / total, total = sum of w or else 1, in the rows' order."
              : "y = mean of x over the rows, in their order.";
      l.call(l.finish(k, comment), places(l), l.rows());
    }

    private List<Place> places(Lowering l) {
      List<Place> places = new ArrayList<>(List.of(l.input(0).start()));
      if (weighted) {
        places.add(l.input(1).start());
      }
      places.add(l.result(0).start());
      if (weighted) {
        places.add(l.result(1).start());
      }
      return places;
    }
  }

  private record Spread(boolean weighted) implements RowAlgorithm {
    @Override
    public String name() {
      return "rows";
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public void lower(Lowering l) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel(weighted ? "weightedSpread" : "spreadRows");
      Place yGrad = k.place("yGrad", type);
      Place total = weighted ? k.place("total", type) : yGrad;
      Place xGrad = k.place("xGrad", type);
      Index first = k.index("first");
      Index end = k.index("end");
      Expr divisor = weighted ? k.element(total) : new Expr.FromIndex(k.index("rows"), type);
      Expr each = k.let("each", k.element(yGrad).over(divisor));
      k.loop("r", first, end, 1, r -> k.store(xGrad, r, each));
      String by = weighted ? "total" : "rows";
      List<Place> places = new ArrayList<>(List.of(l.input(0).start()));
      List<Index> further = new ArrayList<>(List.of(l.firstRow(), l.endRow()));
      if (weighted) {
        places.add(l.input(1).start());
      } else {
        further.add(l.rows());
      }
      places.add(l.result(0).start());
      l.call(
          l.finish(k, "xGrad = yGrad / " + by + " for each row."),
          places,
          further.toArray(Index[]::new));
    }
  }
}
