package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Layer.Argument;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a room that works at each step reads and gives: rows instead of sequences, where all that it
 * reads has the same steps. Otherwise it sees what the user wrote, and has its say about it.
 */
final class Sequences {
  private final Whole whole;
  private final OpUse op;
  private final List<Argument> arguments;
  private final Optional<Dim> time;

  Sequences(Whole whole, OpUse op, List<Argument> arguments) {
    this.whole = whole;
    this.op = op;
    this.arguments = arguments;
    // Of a sequence and one of varying length comes one of varying length.
    Optional<TensorType> sequence =
        arguments.stream()
            .map(a -> a.value().type())
            .filter(Sequences::hasTime)
            .max(Comparator.comparing(WithStepsOp::isVariable));
    this.time =
        sequence
            .filter(type -> op.room().perStep(op.attributes()))
            .filter(type -> arguments.stream().allMatch(a -> hasSteps(a.value(), type)))
            .map(type -> type.sampleDims().getFirst());
  }

  /** Reports sequences of different lengths, and of varying length where that is not expected. */
  boolean check(Diagnostics diagnostics) {
    Optional<Value> steps = steps();
    for (Argument a : arguments) {
      Optional<Value> own = WithStepsOp.stepsOf(a.value());
      if (own.isPresent() && !own.equals(steps)) {
        diagnostics.error(
            a.origin(),
            "OtherSteps",
            a.name()
                + " has the steps of \""
                + own.get().name()
                + "\", those before it have \""
                + steps.get().name()
                + "\"; only sequences of the same steps go together");
        return false;
      }
      if (own.isPresent() && time.isEmpty() && !op.room().takesSteps()) {
        diagnostics.error(
            a.origin(),
            "VariableLength",
            a.name()
                + " has as many of its "
                + a.value().type().sampleShape().getFirst()
                + " steps as each sample says; @"
                + op.room().annotation()
                + " would read all of them. Reduce it along time first, by @ReduceMean,"
                + " @ReduceMax or @LastStep");
        return false;
      }
    }
    return true;
  }

  /** How many steps each sample has, where that varies. */
  Optional<Value> steps() {
    return arguments.stream().flatMap(a -> WithStepsOp.stepsOf(a.value()).stream()).findFirst();
  }

  static boolean hasTime(TensorType type) {
    return type.isBatched()
        && !type.sampleDims().isEmpty()
        && type.sampleDims().getFirst().axis() == Axis.TIME;
  }

  /**
   * Whether a value has the steps of a sequence, as labels of its shape have; or is the same for
   * all of them.
   */
  private static boolean hasSteps(Value value, TensorType sequence) {
    TensorType type = value.type();
    if (!type.isBatched()) {
      return type.dims().size() < sequence.sampleDims().size();
    }
    boolean label = value.node().op() instanceof InputOp input && input.kind().isLabel();
    return (hasTime(type) || label && !type.sampleDims().isEmpty())
        && type.sampleDims().getFirst().size() == sequence.sampleDims().getFirst().size();
  }

  /** What the room reads. */
  List<Argument> read() {
    return time.isEmpty() ? arguments : arguments.stream().map(this::folded).toList();
  }

  private Argument folded(Argument a) {
    return a.value().type().isBatched()
        ? new Argument(a.name(), whole.folded(a.value()), a.origin())
        : a;
  }

  /** What becomes of a result of the room. */
  Value given(Layer layer, Value value) {
    return time.isEmpty() || !value.type().isBatched()
        ? value
        : layer.add(layer.name(), new UnfoldOp(time.get()), List.of(value)).result();
  }
}
