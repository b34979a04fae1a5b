package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanBuilder;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.activation.ActivationRoom;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import dev.lanewise.processor.ops.dense.DenseOp;
import dev.lanewise.processor.ops.random.DropoutRoom;
import dev.lanewise.processor.ops.shape.SliceOp;
import java.util.ArrayList;
import java.util.List;

/**
 * What a room writes a step with. Names of nodes are given without those of layer and direction.
 *
 * @param inputs at the step: {@code W_ih x + b_ih} of all gates
 * @param states before the step
 */
record Step(Direction direction, ScanBuilder scan, Value inputs, List<Value> states) {
  private Layer layer() {
    return direction.layer();
  }

  Attributes attributes() {
    return layer().attributes();
  }

  int units() {
    return attributes().integer("units");
  }

  /** The state that is the output. */
  Value state() {
    return states.getFirst();
  }

  /**
   * The same as the products read it: of each sequence the same units are dropped at all steps (Gal
   * and Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks",
   * 2016), since the numbers are the node's and the sample's.
   */
  Value read() {
    double p = attributes().real("recurrentDropout");
    return p == 0 ? state() : add("StateDropped", DropoutRoom.op(p), state());
  }

  /** The function that an attribute names. */
  Elementwise function(String attribute) {
    return ActivationRoom.function(attributes().text(attribute));
  }

  /**
   * Whether the functions of both attributes are such as the ops of whole cells take: written in
   * their output.
   */
  boolean hasCellFunctions() {
    return isCellFunction(function("activation"))
        && isCellFunction(function("recurrentActivation"));
  }

  private static boolean isCellFunction(Elementwise function) {
    return function instanceof ActivationOp activation && activation.fromOutput();
  }

  Value add(String name, Op op, Value... inputs) {
    return scan.add(direction.name() + name, op, List.of(inputs));
  }

  /** The function that an attribute names, applied. */
  Value activate(String name, String attribute, Value x) {
    return add(name, function(attribute), x);
  }

  /** An op on values of which a parameter may be one. */
  Value stretched(String name, Elementwise op, Value... inputs) {
    return add(name, StretchedOp.of(op, List.of(inputs)), inputs);
  }

  /** A parameter of the direction. */
  Value parameter(String kind, Integer... shape) {
    return scan.invariant(direction.parameter(kind, List.of(shape)));
  }

  /** The part of a gate in what lies one behind the other for all. */
  Value gate(String name, Value gates, int index) {
    int units = units();
    return add(name, new SliceOp(0, index * units, (index + 1) * units, 1), gates);
  }

  /** {@code W_hh h + b_hh} of all gates. */
  Value recurrent(Value h) {
    return recurrent(h, 0, direction.room().gates(attributes()));
  }

  /**
   * The same of some gates.
   *
   * @param until the first gate behind them
   */
  Value recurrent(Value h, int from, int until) {
    int outputs = direction.room().gates(attributes()) * units();
    boolean bias = attributes().flag("bias");
    int size = h.type().last().size();
    Value weight = direction.parameter("weight_hh", List.of(outputs, size));
    List<Value> product = new ArrayList<>(List.of(h, part(weight, from, until)));
    if (bias) {
      product.add(part(direction.parameter("bias_hh", List.of(outputs)), from, until));
    }
    Op dense = new DenseOp((until - from) * units(), bias);
    return scan.add(direction.name() + (from > 0 ? "Product" + from : "Product"), dense, product);
  }

  /** Gates of a parameter, cut out before the loop. */
  private Value part(Value parameter, int from, int until) {
    int start = from * units();
    int end = until * units();
    if (end - start == parameter.type().shape().getFirst()) {
      return scan.invariant(parameter);
    }
    String name = parameter.node().name() + from;
    Op slice = new SliceOp(0, start, end, 1);
    return scan.invariant(layer().add(name, slice, List.of(parameter)).result());
  }

  /** The recurrent product with the inputs' part added. */
  Value preactivations() {
    return add("Gates", new AddOp(), recurrent(read()), inputs);
  }
}
