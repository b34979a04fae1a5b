package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/**
 * Inputs a state and its value for the next step; the result, for nodes behind the loop, is the
 * state after the last one.
 */
public record NextOp(Region region) implements Op {
  @Override
  public String mnemonic() {
    return "next";
  }

  @Override
  public String attributes() {
    return region.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType state = inputs.get(0);
    TensorType next = inputs.get(1);
    // What axes mean may differ: of an image, and of what was computed of it.
    if (!state.shape().equals(next.shape()) || state.dtype() != next.dtype()) {
      throw new IllegalArgumentException("next of " + inputs);
    }
    return List.of(state);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Copy());
  }

  private static final class Copy extends CopyRows {
    @Override
    public String name() {
      return "next step";
    }

    @Override
    public boolean overwrites(Node node) {
      return true;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(inputs.getFirst());
    }

    @Override
    public void lower(Lowering l) {
      copy(l, l.input(1), l.result(0));
    }
  }
}
