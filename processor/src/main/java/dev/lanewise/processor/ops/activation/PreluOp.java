package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Home;
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
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.dense.RowSumOp;
import java.util.Arrays;
import java.util.List;

/** {@code y_ri = x_ri where x_ri > 0, else a_i x_ri}: inputs x and a slope for each element. */
record PreluOp() implements Op {
  @Override
  public String mnemonic() {
    return "prelu";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst());
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value yGrad = resultGrads.getFirst();
    Value x = node.input(0);
    Value slopes = node.input(1);
    Value each =
        gradients.add(slopes.name() + "RowGrads", new SlopeGrad(), List.of(yGrad, x)).result();
    Value xGrad =
        gradients.needs(x)
            ? gradients.add(node.name() + "PreGrad", new Grad(), List.of(yGrad, slopes, x)).result()
            : null;
    Value slopeGrad = gradients.add(slopes.name() + "Grad", new RowSumOp(), List.of(each)).result();
    return Arrays.asList(xGrad, slopeGrad);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Rows());
  }

  /** {@code xGrad = yGrad where x > 0, else a yGrad}: inputs yGrad, a and x. */
  record Grad() implements Op {
    @Override
    public String mnemonic() {
      return "prelu_grad";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(inputs.getFirst());
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Rows());
    }
  }

  /** {@code yGrad min(x, 0)}, each row's part of the slopes' gradient. */
  record SlopeGrad() implements Elementwise {
    @Override
    public String mnemonic() {
      return "prelu_slope_grad";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr x = inputs.get(1);
      return inputs.get(0).times(x.min(x.constant(0)));
    }

    /** x may be an input of the model, whose pads are anything, and 0 times that may be NaN. */
    @Override
    public boolean zero(List<Boolean> zero) {
      return !zero.contains(false);
    }
  }

  /**
   * The value of the first input, times the slopes where the last one is not positive:
   *
   * <pre>for i in 0 until n step lanes: y[i] = x[i] > 0 ? v[i] : v[i] a[i]</pre>
   *
   * The slopes' pads are zero, so zero pads stay.
   */
  private static final class Rows implements RowAlgorithm {
    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), inputs.getFirst().zeroPads()));
    }

    @Override
    public void lower(Lowering l) {
      Home v = l.input(0);
      Home slopes = l.input(1);
      Home x = l.node().inputs().size() > 2 ? l.input(2) : v;
      Home y = l.result(0);
      Kernel kernel = kernel(l, y.buffer().dtype(), l.node().types().getFirst().sampleSize());
      l.eachRow(row -> l.call(kernel, List.of(v.at(row), slopes.start(), x.at(row), y.at(row))));
    }

    private static Kernel kernel(Lowering l, DType type, int length) {
      KernelBuilder k = l.kernel(l.node().op().mnemonic() + "Row");
      Place v = k.place("v", type);
      Place a = k.place("a", type);
      Place x = k.place("x", type);
      Place y = k.place("y", type);
      int lanes = k.lanes(type);
      k.loop(
          "i",
          Index.ZERO,
          Index.of((length + lanes - 1) / lanes * lanes),
          lanes,
          i -> {
            Expr value = k.let("value", k.load(v, i));
            Expr scaled = value.times(k.load(a, i));
            Expr at = k.load(x, i);
            k.store(y, i, at.select(Comparison.GT, at.constant(0), value, scaled));
          });
      return l.finish(k, "y = x > 0 ? v : v a.");
    }
  }
}
