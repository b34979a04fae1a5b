package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Layer.Argument;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanBuilder;
import dev.lanewise.processor.graph.scan.ScanOp;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step of a cell reads: elements of sequences, states, and what is the same at each step.
 */
final class CellInputs {
  private final Block cell;
  private final BlockInputs inputs;
  private final ScanBuilder scan;
  private final Scope scope;
  private final Diagnostics diagnostics;
  private final Map<String, Value> values = new HashMap<>();
  private Argument sequence;
  private Optional<Value> steps = Optional.empty();

  /**
   * @param scope of the inside of the cell
   */
  CellInputs(Block cell, BlockInputs inputs, ScanBuilder scan, Scope scope) {
    this.cell = cell;
    this.inputs = inputs;
    this.scan = scan;
    this.scope = scope;
    this.diagnostics = inputs.diagnostics();
  }

  /** The values that the cell's inputs and states stand for. */
  Map<String, Value> values() {
    return values;
  }

  /** The axis of the sequences. */
  Dim time() {
    return time(sequence);
  }

  /** Lets samples end in the scan as they do in the sequences. */
  void end(Whole whole, String name) {
    steps.ifPresent(own -> whole.ends().add(whole.graph(), scan, name, own, time(), whole.real()));
  }

  /** The results of the scan; what is a sequence ends as those that are read. */
  List<Value> results(Whole whole, Node scanned) {
    int stacked = ((ScanOp) scanned.op()).stackedResults();
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < scanned.types().size(); i++) {
      Value result = scanned.result(i);
      boolean ends = i < stacked && steps.isPresent();
      results.add(ends ? ending(whole, result) : result);
    }
    return results;
  }

  private Value ending(Whole whole, Value result) {
    List<Value> read = List.of(result, steps.get());
    String name = result.node().name() + "Steps" + (result.index() > 0 ? result.index() : "");
    return whole.graph().add(name, new WithStepsOp(), read, result.node().origin()).result();
  }

  private static Dim time(Argument sequence) {
    return sequence.value().type().sampleDims().getFirst();
  }

  /**
   * Whether the arguments are what the cell reads.
   *
   * @param arguments of the inputs, and then the first states or nothing
   */
  boolean read(Declaration use, List<Argument> arguments) {
    List<Declaration> declared = cell.inputs();
    boolean fit = true;
    for (int i = 0; i < declared.size(); i++) {
      fit &= input(declared.get(i), arguments.get(i));
    }
    List<Argument> first = arguments.subList(declared.size(), arguments.size());
    for (int i = 0; i < cell.states().size(); i++) {
      Declaration state = cell.states().get(i);
      fit &= state(state, first.isEmpty() ? Optional.empty() : Optional.of(first.get(i)));
    }
    if (sequence == null) {
      diagnostics.error(
          arguments.isEmpty() ? use.origin() : arguments.getFirst().origin(),
          "SequenceAxes",
          "@Recurrent("
              + cell.name()
              + ") reads a sequence, as @SequenceInput(length, features) gives; found none");
    }
    return fit && sequence != null;
  }

  private boolean input(Declaration input, Argument argument) {
    Value value = argument.value();
    TensorType type = value.type();
    if (!Sequences.hasTime(type) || isWhole(input, type)) {
      if (WithStepsOp.isVariable(type)) {
        return wholeVaries(argument);
      }
      values.put(input.name(), value);
      return inputs.fit(input, argument, type);
    }
    if (sequence == null) {
      sequence = argument;
    }
    List<Dim> dims = type.sampleDims();
    TensorType element = type.withSample(dims.subList(1, dims.size()));
    if (!inputs.fit(input, argument, element) || !hasSteps(argument) || !endsAlike(argument)) {
      return false;
    }
    values.put(input.name(), scan.sequence(scope.name(input), value));
    return true;
  }

  /** Whether a sequence has as many steps as the first one. */
  private boolean hasSteps(Argument argument) {
    boolean equal = time(sequence).size() == time(argument).size();
    if (!equal) {
      diagnostics.error(
          argument.origin(),
          "SequenceSteps",
          argument.name()
              + " has "
              + time(argument).size()
              + " steps, and "
              + sequence.name()
              + " has "
              + time().size());
    }
    return equal;
  }

  /** Whether samples end where they do in the sequences before. */
  private boolean endsAlike(Argument argument) {
    Optional<Value> own = WithStepsOp.stepsOf(argument.value());
    if (own.isEmpty() || steps.isEmpty() || own.equals(steps)) {
      steps = steps.or(() -> own);
      return true;
    }
    Sequences.reportOtherSteps(argument, own.get(), steps.get(), diagnostics);
    return false;
  }

  private boolean wholeVaries(Argument argument) {
    sequence = argument;
    diagnostics.error(
        argument.origin(),
        "VariableLength",
        argument.name()
            + " has as many of its "
            + time(argument).size()
            + " steps as each sample says; each step of @Recurrent("
            + cell.name()
            + ") would read all of them");
    return false;
  }

  /** Whether each step reads the sequence as a whole. */
  private boolean isWhole(Declaration input, TensorType sequence) {
    return !input.isOfAnyShape()
        && inputs.declared(input).sampleShape().equals(sequence.sampleShape());
  }

  private boolean state(Declaration state, Optional<Argument> first) {
    TensorType declared = inputs.declared(state);
    if (declared.isError()) {
      return false;
    }
    Optional<Argument> other =
        first.filter(a -> !a.value().type().shape().equals(declared.shape()));
    other.ifPresent(a ->
        diagnostics.error(
            a.origin(),
            "RecurrentState",
            a.name()
                + " has shape "
                + a.value().type().sampleText()
                + " ("
                + Layer.chain(a.value())
                + "); the state "
                + cell.name()
                + "."
                + state.name()
                + " has "
                + declared.sampleText()));
    values.put(state.name(), scan.state(scope.name(state), declared, first.map(Argument::value)));
    return other.isEmpty();
  }
}
