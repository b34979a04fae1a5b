package dev.lanewise.processor.graph.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;
import java.util.List;

/**
 * Puts a step in the place of the oldest one: inputs are the steps before, a ring {@code [B][P][F]}
 * of a power of two, and the step {@code [B][F]}. The step {@code t} is at {@code t mod P}.
 *
 * @param repeated whether the first step also stands for all before it, which are zero otherwise
 */
public record PushStepOp(boolean repeated) implements Op {
  @Override
  public String mnemonic() {
    return "push_step";
  }

  @Override
  public String attributes() {
    return repeated ? "the first for all before it" : "";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType ring = inputs.get(0);
    if (Integer.bitCount(ring.sampleShape().getFirst()) != 1
        || !ring.last().equals(inputs.get(1).last())) {
      throw new IllegalArgumentException("push of " + inputs);
    }
    return List.of(ring);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Push());
  }

  private static final class Push implements RowAlgorithm {
    @Override
    public String name() {
      return "push into a ring";
    }

    @Override
    public boolean overwrites(Node node) {
      return true;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 0 || actual.hasFeaturesInOrder()
          ? actual
          : RowAlgorithm.super.wants(node, input, actual, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(inputs.getFirst());
    }

    @Override
    public void lower(Lowering l) {
      List<Integer> shape = l.node().types().getFirst().sampleShape();
      int steps = shape.getFirst();
      if (((PushStepOp) l.node().op()).repeated) {
        // Nothing but the first step has none before it.
        Index first = l.passed().min(Index.ONE);
        Index end = first.times(-steps).plus(steps);
        l.driver().loop("before", Index.ZERO, end, 1, at -> copy(l, at, shape.getLast()));
      }
      copy(l, l.passed().mod(steps), shape.getLast());
    }

    private static void copy(Lowering l, Index at, int features) {
      Home step = l.input(1);
      Home ring = l.result(0);
      l.eachRow(row ->
          l.driver()
              .copy(
                  step.buffer(),
                  step.pixels(row).at(),
                  ring.buffer(),
                  ring.row(row).plus(at.times(features)),
                  Index.of(features)));
    }
  }
}
