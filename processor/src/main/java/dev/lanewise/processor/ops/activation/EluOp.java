package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * {@code y = scale (x where x > 0, else alpha (exp(x) - 1))}; {@code xGrad = yGrad (scale where y >
 * 0, else y + scale alpha)}. ELU has the scale 1, SELU both numbers of Klambauer et al. (2017).
 */
record EluOp(double scale, double alpha) implements ActivationOp {
  @Override
  public String mnemonic() {
    return "elu";
  }

  @Override
  public String attributes() {
    return scale + " " + alpha;
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    Expr negative = x.apply(Expr.UnaryOp.EXP).minus(x.constant(1)).times(scale * alpha);
    return x.select(Comparison.GT, x.constant(0), scale == 1 ? x : x.times(scale), negative);
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr y) {
    Expr slope = y.select(Comparison.GT, y.constant(0), y.constant(scale), y.plus(scale * alpha));
    return yGrad.times(slope);
  }

  @Override
  public boolean fromOutput() {
    return true;
  }
}
