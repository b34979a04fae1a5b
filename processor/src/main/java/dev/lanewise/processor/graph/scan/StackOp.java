package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;
import java.util.Optional;

/** The sequence of a value of each step, which is written where the sequence has it. */
public record StackOp(Region region, boolean reverse) implements Op {
  @Override
  public String mnemonic() {
    return "stack";
  }

  @Override
  public String attributes() {
    return region + (reverse ? ", backwards" : "");
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Sequences.of(inputs.getFirst(), region.steps()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new InPlace());
  }

  private static final class InPlace implements RowAlgorithm {
    @Override
    public String name() {
      return "stack in place";
    }

    @Override
    public boolean isJoin(Node node) {
      return true;
    }

    /** Steps side by side are whole vectors, and so nothing is written beside them. */
    @Override
    public boolean writesExactly(Node node, int result, Context context) {
      return true;
    }

    @Override
    public Stepping stepping(Node node, Layout sequence) {
      return Stepping.over(sequence, ((StackOp) node.op()).reverse);
    }

    @Override
    public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
      Layout sequence = Sequences.layout(node.types().getFirst(), false, context);
      return Optional.of(Sequences.firstStep(sequence, false));
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(
          Sequences.layout(node.types().getFirst(), inputs.getFirst().zeroPads(), context));
    }

    @Override
    public void lower(Lowering lowering) {
      throw new IllegalStateException("what is stacked in place is not computed");
    }
  }
}
