package dev.lanewise.processor.graph.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sequence of which each sample has steps of its own number: inputs are the sequence in its full
 * length and the numbers, i32. The result is the sequence, whose axis of time is bounded.
 *
 * <p>What lies behind a sample's last step is computed with all the rest, and never counts: whoever
 * mixes steps asks {@link #stepsOf} how many there are.
 */
public record WithStepsOp() implements Op {
  @Override
  public String mnemonic() {
    return "with_steps";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    List<Dim> sample = new ArrayList<>(x.sampleDims());
    sample.set(0, new Dim(sample.getFirst().size(), Axis.TIME, Dim.Bound.STEPS));
    return List.of(x.withSample(sample));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return Arrays.asList(resultGrads.getFirst(), null);
  }

  /** A step that there is needs no number. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    return step.of(step.input(0));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new SameSequence());
  }

  /** Whether a sample's number of steps is known only at run time. */
  public static boolean isVariable(TensorType type) {
    return type.isBatched()
        && !type.sampleDims().isEmpty()
        && type.sampleDims().getFirst().bound() == Dim.Bound.STEPS;
  }

  /** The numbers of steps that a sequence has from the input it was made of. */
  public static Optional<Value> stepsOf(Value sequence) {
    return isVariable(sequence.type()) ? search(sequence, new HashSet<>()) : Optional.empty();
  }

  /** Goes back along sequences, and along rows or images where steps are rows or pixels. */
  private static Optional<Value> search(Value value, Set<Value> seen) {
    Node node = value.node();
    if (node.op() instanceof WithStepsOp) {
      return Optional.of(node.input(1));
    }
    boolean turns = isForm(node.op());
    boolean sequence = isVariable(value.type());
    return node.inputs().stream()
        .filter(input -> turns || isVariable(input.type()) == sequence)
        .filter(input -> turns || input.type().rows() == value.type().rows())
        .filter(seen::add)
        .flatMap(input -> search(input, seen).stream())
        .findFirst();
  }

  /** Whether a sequence only takes another form, or comes back from it. */
  private static boolean isForm(Op op) {
    return op instanceof FoldOp
        || op instanceof UnfoldOp
        || op instanceof StepsAsPixelsOp
        || op instanceof PixelsAsStepsOp;
  }

  private static final class SameSequence extends Steps {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(inputs.getFirst());
    }
  }
}
