package dev.lanewise.processor.graph;

import java.util.List;

/** The same tensor in another layout, whose pads are zero. */
public record PackOp(Layout layout) implements Op {
  @Override
  public String mnemonic() {
    return "pack";
  }

  @Override
  public String attributes() {
    return layout.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new PackRows(), new TransposePanels());
  }
}
