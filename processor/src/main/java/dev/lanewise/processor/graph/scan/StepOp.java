package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.ViewAlgorithm;
import java.util.List;

/** The element of a sequence at the loop's step: it lies where the sequence has it. */
public record StepOp(Region region, boolean reverse) implements Op {
  @Override
  public String mnemonic() {
    return "step";
  }

  @Override
  public String attributes() {
    return region + (reverse ? ", backwards" : "");
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Sequences.element(inputs.getFirst()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new InPlace());
  }

  private static final class InPlace implements ViewAlgorithm {
    @Override
    public String name() {
      return "view of a step";
    }

    /** Features are side by side at each step, so that some of them are a view too. */
    @Override
    public boolean interleaves(Node node, Context context) {
      return node.types().getFirst().sampleDims().size() == 1;
    }

    @Override
    public Stepping stepping(Node node, Layout sequence) {
      return Stepping.over(sequence, ((StepOp) node.op()).reverse);
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return Sequences.hasSteps(actual)
          ? actual
          : Sequences.layout(node.input(0).type(), false, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      Layout sequence = inputs.getFirst();
      TensorType type = node.types().getFirst();
      int lanes = context.target().lanes(type.dtype());
      boolean whole = type.sampleSize() % lanes == 0;
      boolean padded = Sequences.stepStride(sequence) % lanes == 0;
      return List.of(Sequences.firstStep(sequence, whole || padded && sequence.zeroPads()));
    }
  }
}
