package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.ops.Initializers;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.MultiplyOp;
import dev.lanewise.processor.ops.arithmetic.ScaleOp;
import dev.lanewise.processor.ops.random.DropoutRoom;
import dev.lanewise.processor.ops.shape.ConcatOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What recurrent layers have in common: stacks of layers, both directions, first and last states,
 * and the products with the inputs of all steps as one.
 */
abstract class RecurrentRoom implements Room {
  /** Gates whose weights lie one behind the other in a parameter. */
  int gates(Attributes attributes) {
    return 1;
  }

  /** The size of each state; that of the first is the output's. */
  int stateSize(Attributes attributes) {
    return attributes.integer("units");
  }

  /**
   * Writes a step.
   *
   * @return the states after it, in the order of {@link #states}, of which the first is the output
   */
  abstract List<Value> next(Step step);

  /**
   * How a parameter starts.
   *
   * @param kind such as {@code weight_hh}
   */
  Initialization start(Attributes attributes, String kind, List<Integer> shape) {
    String initializer = attributes.text("initializer");
    if (initializer.equals("DEFAULT")) {
      return new Initialization("defaultLinear", List.of(attributes.integer("units")));
    }
    return Initializers.of(shape.size() > 1 ? initializer : "ZEROS", shape);
  }

  @Override
  public boolean takesSteps() {
    return true;
  }

  @Override
  public int maxInputs() {
    return 1 + states().size();
  }

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
      x = dropped(layer, k, x);
      Direction.Outputs forward = new Direction(this, layer, k, false).over(x);
      List<Value> sequences = new ArrayList<>(List.of(forward.sequence()));
      last = forward.last();
      if (both) {
        Direction.Outputs back = new Direction(this, layer, k, true).over(x);
        sequences.add(back.sequence());
        last =
            IntStream.range(0, last.size())
                .mapToObj(i ->
                    merged(
                        layer,
                        layer.name() + "Last" + states().get(i),
                        List.of(forward.last().get(i), back.last().get(i))))
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

  /** What a layer reads, elements of it dropped in training. */
  private static Value dropped(Layer layer, int index, Value x) {
    double p = layer.attributes().real(index == 0 ? "inputDropout" : "outputDropout");
    if (p == 0) {
      return x;
    }
    String name = Direction.name(layer, index) + "Dropped";
    Value left = layer.add(name, DropoutRoom.op(p), List.of(layer.folded(x))).result();
    Dim time = x.type().sampleDims().getFirst();
    return layer.add(name + "Steps", new UnfoldOp(time), List.of(left)).result();
  }

  private static boolean drops(Layer layer, int layers) {
    boolean fits = true;
    for (String attribute : List.of("inputDropout", "outputDropout", "recurrentDropout")) {
      fits &= DropoutRoom.isProbability(layer, attribute);
    }
    if (fits && layers == 1 && layer.attributes().real("outputDropout") > 0) {
      layer.error(
          layer.attributes().origin("outputDropout"),
          "OutputDropout",
          "drops nothing: it acts between layers, of which there is one; put a @Dropout behind it");
      return false;
    }
    return fits;
  }

  private boolean checked(Layer layer, int units, int layers, boolean both) {
    Layer.Argument x = layer.arguments().getFirst();
    List<Dim> dims = x.value().type().sampleDims();
    boolean floats = x.value().type().dtype().isFloat();
    if (!floats || dims.size() != 2 || !x.value().type().hasTime()) {
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
    return drops(layer, layers) && statesFit(layer, layers > 1 || both);
  }

  private boolean statesFit(Layer layer, boolean several) {
    boolean fit = true;
    int size = stateSize(layer.attributes());
    for (Layer.Argument state : layer.arguments().subList(1, layer.arguments().size())) {
      TensorType type = state.value().type();
      boolean fits = type.dtype().isFloat() && type.sampleShape().equals(List.of(size));
      if (several || !fits) {
        fit = false;
        layer.error(
            state,
            "RecurrentState",
            state.name()
                + " has shape "
                + type.sampleText()
                + "; a first state has the shape "
                + size
                + " of the layer's state, and only a single layer of one direction takes one");
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
}
