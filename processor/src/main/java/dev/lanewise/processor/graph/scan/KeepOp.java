package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/** Inputs a {@link KeptOp kept value} and what it is from the next run of the program on. */
public record KeepOp() implements Op {
  @Override
  public String mnemonic() {
    return "keep";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Overwrite.typeOf(mnemonic(), inputs));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Overwrite("keep for the next run"));
  }
}
