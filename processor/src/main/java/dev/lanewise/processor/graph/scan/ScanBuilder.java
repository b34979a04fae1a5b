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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes one step of a scan. */
public final class ScanBuilder {
  private final GraphBuilder body;
  private final Origin origin;
  private final List<Value> inputs = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final Set<Value> read = new HashSet<>();
  private final Map<String, Value> before = new HashMap<>();
  private Optional<Value> valid = Optional.empty();
  private Op select;

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
    Value state = read(name, new StepInputOp(Kind.STATE, argument, type));
    before.put(name, state);
    return state;
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

  /**
   * Lets samples end: behind its last step a sample's states stay what they are, and its results
   * are zero.
   *
   * @param sequence of numbers, which are positive at the steps that a sample has
   * @param select gives the first value where the number is positive, elsewhere the second or zero
   */
  void ends(String name, Value sequence, Op select) {
    this.valid = Optional.of(sequence(name, sequence));
    this.select = select;
  }

  /** What a state becomes. */
  public void next(String state, Value value) {
    List<Value> pair = List.of(value, before.get(state));
    body.output(Role.UPDATE, state, whereValid(state + "Held", value, pair), 1);
  }

  private Value whereValid(String name, Value value, List<Value> choice) {
    List<Value> inputs = new ArrayList<>(choice);
    return valid
        .map(number -> {
          inputs.addFirst(number);
          return add(name, select, inputs);
        })
        .orElse(value);
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
    body.result(name, whereValid(name + "There", value, List.of(value)));
  }

  Origin origin() {
    return origin;
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
