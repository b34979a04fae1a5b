package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;

/** Each pixel's channels over a power of the squares around them. */
record LocalResponseNormOp(LocalResponse rule) implements LocalResponseOp {
  @Override
  public String mnemonic() {
    return "local_response_norm";
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(resultGrads.getFirst(), node.input(0));
    Op grad = new LocalResponseNormGradOp(rule);
    return List.of(gradients.add(node.name() + "PreGrad", grad, inputs).result());
  }

  /** A square, the sum, and a product with a power that counts as one. */
  @Override
  public long flops(Node node) {
    return (rule.size() + 4L) * node.types().getFirst().sampleSize();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Windows());
  }

  private static final class Windows extends ChannelWindows {
    @Override
    List<Step> steps(Lowering l, int pixels) {
      Writer writer = new Writer(l, rule(l.node()), pixels);
      List<Step> steps = new ArrayList<>(writer.divisors(l.input(0)));
      steps.add(
          writer.step(
              "response",
              "y = x / d^beta.",
              List.of(l.input(0), l.result(0)),
              w -> w.store(1, w.divided(w.load(0)))));
      return steps;
    }
  }
}
