package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.StepInputOp.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes one step of a scan. */
public final class ScanBuilder {
  private final GraphBuilder body;
  private final Origin origin;
  private final List<Value> inputs = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final Set<Value> read = new HashSet<>();

  public ScanBuilder(String name, Origin origin) {
    this.body = new GraphBuilder(name);
    this.origin = origin;
  }

  /**
   * A value carried from step to step.
   *
   * @param first its value before the first step; zero where there is none
   */
  public Value state(String name, TensorType type, Optional<Value> first) {
    int argument = first.isPresent() ? inputs.size() : -1;
    first.ifPresent(inputs::add);
    states.add(name);
    return read(name, new StepInputOp(Kind.STATE, argument, type));
  }

  /** The element of a sequence at the step. */
  public Value sequence(String name, Value sequence) {
    inputs.add(sequence);
    TensorType type = Sequences.element(sequence.type());
    return read(name, new StepInputOp(Kind.SEQUENCE, inputs.size() - 1, type));
  }

  /** What every step reads. */
  public Value invariant(Value value) {
    inputs.add(value);
    StepInputOp op = new StepInputOp(Kind.INVARIANT, inputs.size() - 1, value.type());
    return read(value.node().name(), op);
  }

  private Value read(String name, StepInputOp op) {
    Value value = add(name, op, List.of());
    read.add(value);
    return value;
  }

  public Value add(String name, Op op, List<Value> inputs) {
    return body.add(name, op, inputs, origin).result();
  }

  /** Adds the copy of a node with other inputs. */
  public Node copy(Node node, List<Value> inputs) {
    return body.copy(node, inputs);
  }

  /** Whether a value is what the step reads from outside. */
  public boolean reads(Value value) {
    return read.contains(value);
  }

  /** What a state becomes. */
  public void next(String state, Value value) {
    body.output(Role.UPDATE, state, value, 1);
  }

  /**
   * A result of which only the value of the last step is wanted: it is carried as a state that no
   * step reads.
   */
  public void last(String name, Value value) {
    state(name, value.type(), Optional.empty());
    next(name, value);
  }

  /** A result, which becomes a sequence. */
  public void result(String name, Value value) {
    body.result(name, value);
  }

  /** The inputs of the scan. */
  public List<Value> inputs() {
    return List.copyOf(inputs);
  }

  /** The scan: its results are the sequences, and then the last states in their order. */
  public ScanOp build(int steps, boolean reverse) {
    return new ScanOp(body.build(), steps, reverse, states);
  }
}
