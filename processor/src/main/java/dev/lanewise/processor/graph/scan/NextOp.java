package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Algorithm;
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
    return List.of(Overwrite.typeOf(mnemonic(), inputs));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Overwrite("next step"));
  }
}
