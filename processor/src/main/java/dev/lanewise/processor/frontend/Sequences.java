package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Layer.Argument;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.PixelsAsStepsOp;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a room that works at each step reads and gives: rows instead of sequences, where all that it
 * reads has the same steps; and one that works along space: images instead of sequences. Otherwise
 * it sees what the user wrote, and has its say about it.
 */
final class Sequences {
  private final Whole whole;
  private final OpUse op;
  private final List<Argument> arguments;
  private final Optional<Dim> time;
  private final Optional<Dim> space;

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
    this.space =
        sequence
            .filter(type -> op.room().alongTime() && type.sampleDims().size() == 2)
            .map(type -> type.sampleDims().getFirst());
  }

  /** Reports sequences of different lengths, and of varying length where that is not expected. */
  boolean check(Diagnostics diagnostics) {
    Optional<Value> steps = steps();
    for (Argument a : arguments) {
      Optional<Value> own = WithStepsOp.stepsOf(a.value());
      if (own.isPresent() && !own.equals(steps)) {
        reportOtherSteps(a, own.get(), steps.get(), diagnostics);
        return false;
      }
      if (own.isPresent() && !takesSteps()) {
        diagnostics.error(
            a.origin(),
            "VariableLength",
            a.name()
                + " has as many of its "
                + a.value().type().sampleShape().getFirst()
                + " steps as each sample says; @"
                + op.room().annotation()
                + " would read all of them. "
                + (space.isPresent() && op.attributes().has("padding")
                    ? "Use padding = CAUSAL and stride = 1, or reduce"
                    : "Reduce")
                + " it along time first, by @ReduceMean, @ReduceMax or @LastStep");
        return false;
      }
    }
    return true;
  }

  private boolean takesSteps() {
    Room room = op.room();
    return time.isPresent()
        || room.takesSteps()
        || space.isPresent() && room.isCausal(op.attributes());
  }

  /**
   * Reports that the samples of sequences end at different steps.
   *
   * @param before the steps of those before
   */
  static void reportOtherSteps(Argument a, Value own, Value before, Diagnostics diagnostics) {
    diagnostics.error(
        a.origin(),
        "OtherSteps",
        a.name()
            + " has the steps of \""
            + own.name()
            + "\", those before it have \""
            + before.name()
            + "\"; only sequences of the same steps go together");
  }

  /** How many steps each sample has, where that varies. */
  Optional<Value> steps() {
    return arguments.stream().flatMap(a -> WithStepsOp.stepsOf(a.value()).stream()).findFirst();
  }

  static boolean hasTime(TensorType type) {
    return type.isBatched() && type.hasTime();
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
    return time.isPresent()
        ? all(whole::folded)
        : space.isPresent() ? all(whole::pixels) : arguments;
  }

  private List<Argument> all(UnaryOperator<Value> form) {
    return arguments.stream()
        .map(a ->
            a.value().type().isBatched()
                ? new Argument(a.name(), form.apply(a.value()), a.origin())
                : a)
        .toList();
  }

  /** What becomes of a result of the room. */
  Value given(Layer layer, Value value) {
    if (!value.type().isBatched()) {
      return value;
    }
    return time.map(dim -> added(layer, new UnfoldOp(dim), value))
        .or(() -> space.map(dim -> steps(layer, dim, value)))
        .orElse(value);
  }

  /** An image as a sequence; what the whole of it was reduced to stays as it is. */
  private static Value steps(Layer layer, Dim read, Value value) {
    List<Dim> dims = value.type().sampleDims();
    return dims.size() == 2
        ? added(
            layer,
            new PixelsAsStepsOp(new Dim(dims.getLast().size(), Axis.TIME, read.bound())),
            value)
        : value;
  }

  private static Value added(Layer layer, Op op, Value value) {
    return layer.add(layer.name(), op, List.of(value)).result();
  }
}
