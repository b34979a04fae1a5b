package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code xGrad[i] = yGrad[i] / d[i]^beta - 2 beta share x[i] sum of yGrad[c] x[c] / d[c]^(beta +
 * 1)} over the channels c whose windows hold i: inputs yGrad and x. The divisors are made again,
 * which costs less than to write and read an image of them.
 */
record LocalResponseNormGradOp(LocalResponse rule) implements LocalResponseOp {
  @Override
  public String mnemonic() {
    return "local_response_norm_grad";
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Windows());
  }

  private static final class Windows extends ChannelWindows {
    @Override
    List<Step> steps(Lowering l, int pixels) {
      LocalResponse rule = rule(l.node());
      Home yGrad = l.input(0);
      Home x = l.input(1);
      Home xGrad = l.result(0);
      Writer writer = new Writer(l, rule, pixels);
      List<Step> steps = new ArrayList<>(writer.divisors(x));
      steps.add(
          writer.step(
              "shares",
              "xGrad = yGrad / d^beta, and that times x / d in frames of zeros.",
              List.of(yGrad, x, xGrad),
              w -> {
                Expr own = w.let("own", w.divided(w.load(0)));
                w.store(2, own);
                w.frameChannels(1, own.times(w.load(1)).over(w.inFrame(1)));
              }));
      steps.add(
          writer.step(
              "responseGrad",
              "xGrad -= 2 beta share x times the sum of the windows that hold it.",
              List.of(x, xGrad),
              w -> {
                Expr others = w.window(1, rule.after(), rule.before());
                Expr factor = w.load(0).times(-2 * rule.beta() * rule.share());
                w.store(1, factor.fma(others, w.load(1)));
              }));
      return steps;
    }
  }
}
