package dev.lanewise.processor.graph;

import dev.lanewise.processor.diagnostics.Origin;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One operation: immutable, compared by identity. A node may have several results. */
public final class Node {
  private final String name;
  private final Op op;
  private final List<Value> inputs;
  private final List<TensorType> types;
  private final Origin origin;

  Node(String name, Op op, List<Value> inputs, List<TensorType> types, Origin origin) {
    this.name = name;
    this.op = op;
    this.inputs = List.copyOf(inputs);
    this.types = List.copyOf(types);
    this.origin = origin;
  }

  /** The method's name in the interface, or a name derived from it. */
  public String name() {
    return name;
  }

  public Op op() {
    return op;
  }

  public List<Value> inputs() {
    return inputs;
  }

  public Value input(int index) {
    return inputs.get(index);
  }

  /** Types of the results. */
  public List<TensorType> types() {
    return types;
  }

  public Origin origin() {
    return origin;
  }

  public Value result() {
    return result(0);
  }

  public Value result(int index) {
    return new Value(this, index);
  }

  /** All results. */
  public List<Value> results() {
    return IntStream.range(0, types.size()).mapToObj(this::result).toList();
  }

  /**
   * Notes what the results become in a graph that is written anew.
   *
   * @param values by value of this graph: of the new one
   */
  public void become(List<Value> others, Map<Value, Value> values) {
    for (int i = 0; i < others.size(); i++) {
      values.put(result(i), others.get(i));
    }
  }

  @Override
  public String toString() {
    return name + " = " + op.mnemonic();
  }
}
