package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanBuilder;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.ops.Initializers;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.MultiplyOp;
import dev.lanewise.processor.ops.arithmetic.ScaleOp;
import dev.lanewise.processor.ops.dense.DenseOp;
import dev.lanewise.processor.ops.shape.ConcatOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What recurrent layers have in common: stacks of layers, both directions, first and last states,
 * and the products with the inputs of all steps as one.
 */
abstract class RecurrentRoom implements Room {
  /** Gates whose weights lie one behind the other in a parameter. */
  abstract int gates();

  /**
   * Writes a step.
   *
   * @param xs at a step: {@code W_ih x + b_ih} of all gates
   * @param recurrent the weights of the state before and, where there are any, their bias
   * @param states before the step, in the order of {@link #states}
   * @return the states after it, of which the first is the output
   */
  abstract List<Value> step(
      Layer layer, ScanBuilder step, Value xs, List<Value> recurrent, List<Value> states);

  @Override
  public int maxInputs() {
    return 1 + states().size();
  }

  /** Outputs of one direction of one layer. */
  private record Run(Value sequence, List<Value> last) {}

  @Override
  public Value parse(Layer layer) {
    int units = layer.attributes().integer("units");
    int layers = layer.attributes().integer("layers");
    boolean both = layer.attributes().flag("bidirectional");
    if (!checked(layer, units, layers, both)) {
      return null;
    }
    Value x = layer.input(0);
    List<Value> last = List.of();
    for (int k = 0; k < layers; k++) {
      Run forward = run(layer, x, k, false);
      List<Value> sequences = new ArrayList<>(List.of(forward.sequence));
      last = forward.last;
      if (both) {
        Run back = run(layer, x, k, true);
        sequences.add(back.sequence);
        last =
            IntStream.range(0, last.size())
                .mapToObj(i ->
                    merged(
                        layer,
                        layer.name() + "Last" + states().get(i),
                        List.of(forward.last.get(i), back.last.get(i))))
                .toList();
      }
      String name = k == layers - 1 ? layer.name() : layer.name() + k;
      x = merged(layer, name, sequences);
    }
    for (int i = 0; i < last.size(); i++) {
      layer.state(states().get(i), last.get(i));
    }
    return layer.attributes().flag("returnSequence") ? x : last.getFirst();
  }

  private boolean checked(Layer layer, int units, int layers, boolean both) {
    Layer.Argument x = layer.arguments().getFirst();
    List<Dim> dims = x.value().type().sampleDims();
    boolean floats = x.value().type().dtype().isFloat();
    if (!floats || dims.size() != 2 || dims.getFirst().axis() != Axis.TIME) {
      layer.error(
          x,
          "SequenceAxes",
          x.name()
              + " has shape "
              + x.value().type().sampleText()
              + " ("
              + Layer.chain(x.value())
              + "); @"
              + layer.annotation()
              + " reads a sequence of features, as @SequenceInput(length, features) gives");
      return false;
    }
    if (units < 1) {
      layer.error(
          layer.attributes().origin("units"),
          "RecurrentUnits",
          units + " units; at least 1 is needed");
      return false;
    }
    if (layers < 1) {
      layer.error(
          layer.attributes().origin("layers"),
          "RecurrentLayers",
          layers + " layers; at least 1 is needed");
      return false;
    }
    return statesFit(layer, units, layers, both);
  }

  private boolean statesFit(Layer layer, int units, int layers, boolean both) {
    boolean fit = true;
    for (Layer.Argument state : layer.arguments().subList(1, layer.arguments().size())) {
      TensorType type = state.value().type();
      if (layers > 1
          || both
          || !type.sampleShape().equals(List.of(units))
          || !type.dtype().isFloat()) {
        fit = false;
        layer.error(
            state,
            "RecurrentState",
            state.name()
                + " has shape "
                + type.sampleText()
                + "; a first state has the shape "
                + units
                + " of the units, and only a single layer of one direction takes one");
      }
    }
    return fit;
  }

  private Value merged(Layer layer, String name, List<Value> directions) {
    if (directions.size() == 1) {
      return directions.getFirst();
    }
    int features = directions.getFirst().type().sampleDims().size() - 1;
    return switch (layer.attributes().text("merge")) {
      case "CONCAT" -> layer.add(name, new ConcatOp(features), directions).result();
      case "SUM" -> layer.add(name, new AddOp(), directions).result();
      case "MULTIPLY" -> layer.add(name, new MultiplyOp(), directions).result();
      default -> {
        Value sum = layer.add(name + "Sum", new AddOp(), directions).result();
        yield layer.add(name, new ScaleOp(0.5), List.of(sum)).result();
      }
    };
  }

  private Run run(Layer layer, Value x, int k, boolean reverse) {
    int units = layer.attributes().integer("units");
    String suffix = "_l" + k + (reverse ? "_reverse" : "");
    String name = layer.name() + (k > 0 ? k : "") + (reverse ? "Back" : "");
    Dim time = x.type().sampleDims().getFirst();
    int features = x.type().last().size();
    int outputs = Math.multiplyExact(gates(), units);
    boolean bias = layer.attributes().flag("bias");
    List<Value> product = new ArrayList<>();
    product.add(layer.add(name + "Rows", new FoldOp(), List.of(x)).result());
    product.add(parameter(layer, "weight_ih" + suffix, List.of(outputs, features), units));
    if (bias) {
      product.add(parameter(layer, "bias_ih" + suffix, List.of(outputs), units));
    }
    Value rows = layer.add(name + "Inputs", new DenseOp(outputs, bias), product).result();
    Value inputs = layer.add(name + "InputSteps", new UnfoldOp(time), List.of(rows)).result();
    ScanBuilder step = new ScanBuilder(name, layer.origin());
    Value xs = step.sequence(name + "Input", inputs);
    List<Value> recurrent = new ArrayList<>();
    recurrent.add(
        step.invariant(parameter(layer, "weight_hh" + suffix, List.of(outputs, units), units)));
    if (bias) {
      recurrent.add(step.invariant(parameter(layer, "bias_hh" + suffix, List.of(outputs), units)));
    }
    List<Value> states = new ArrayList<>();
    TensorType type = x.type().withSample(List.of(new Dim(units, Axis.FEATURE)));
    for (int i = 0; i < states().size(); i++) {
      Optional<Value> first =
          layer.arguments().size() > i + 1 ? Optional.of(layer.input(i + 1)) : Optional.empty();
      states.add(step.state(name + "_" + states().get(i), type, first));
    }
    List<Value> next = step(layer, step, xs, recurrent, states);
    step.result(name, next.getFirst());
    for (int i = 0; i < next.size(); i++) {
      step.next(name + "_" + states().get(i), next.get(i));
    }
    Node scan = layer.add(name, step.build(time.size(), reverse), step.inputs());
    List<Value> last = IntStream.range(0, next.size()).mapToObj(i -> scan.result(i + 1)).toList();
    return new Run(scan.result(), last);
  }

  /** The recurrent product with the inputs' part added. */
  static Value product(ScanBuilder step, Value xs, List<Value> recurrent, Value h) {
    String name = h.node().name();
    Value linear = linear(step, recurrent, h);
    return step.add(name + "Gates", new AddOp(), List.of(linear, xs));
  }

  /** The recurrent product. */
  static Value linear(ScanBuilder step, List<Value> recurrent, Value h) {
    List<Value> product = new ArrayList<>(List.of(h));
    product.addAll(recurrent);
    Op dense = new DenseOp(recurrent.getFirst().type().shape().getFirst(), recurrent.size() > 1);
    return step.add(h.node().name() + "Linear", dense, product);
  }

  private static Value parameter(Layer layer, String suffix, List<Integer> shape, int units) {
    String initializer = layer.attributes().text("initializer");
    boolean weight = shape.size() > 1;
    Initialization start =
        initializer.equals("DEFAULT")
            ? new Initialization("defaultLinear", List.of(units))
            : weight ? Initializers.of(initializer, shape) : Initializers.of("ZEROS", shape);
    return layer
        .graph()
        .parameter(
            layer.prefix() + "." + suffix,
            TensorType.of(layer.real(), shape),
            start,
            layer.origin());
  }
}
