package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoublePredicate;

/** {@code @Normalize(mean = 0.286, deviation = 0.353)}. */
public final class NormalizeRoom implements Room {
  @Override
  public String annotation() {
    return "Normalize";
  }

  @Override
  public Value parse(Layer layer) {
    if (!Shapes.floats(layer, layer.arguments().getFirst())) {
      return null;
    }
    List<Double> mean = layer.attributes().reals("mean");
    List<Double> deviation = layer.attributes().reals("deviation");
    boolean sound =
        check(layer, "mean", Double::isFinite, "a finite number")
            & check(
                layer, "deviation", d -> d > 0 && Double.isFinite(d), "a positive, finite number");
    if (!sound) {
      return null;
    }
    List<Double> scale = deviation.stream().map(d -> 1 / d).toList();
    List<Value> inputs =
        List.of(layer.input(0), constant(layer, "mean", mean), constant(layer, "scale", scale));
    return layer.add(layer.name(), StretchedOp.of(new NormalizeOp(), inputs), inputs).result();
  }

  private static boolean check(Layer layer, String list, DoublePredicate sound, String rule) {
    List<Double> values = layer.attributes().reals(list);
    int channels = layer.input(0).type().sampleShape().get(channelAxis(layer));
    if (values.size() != 1 && values.size() != channels) {
      layer.error(
          layer.attributes().origin(list),
          "NormalizeSize",
          values.size()
              + " numbers for "
              + channels
              + " channels ("
              + Layer.chain(layer.input(0))
              + "); give one for all, or one for each");
      return false;
    }
    for (double value : values) {
      if (!sound.test(value)) {
        layer.error(
            layer.attributes().origin(list),
            "NormalizeValue",
            list + " " + value + "; it is " + rule);
        return false;
      }
    }
    return true;
  }

  /** Of a sequence the features come last, of an image the channels first. */
  private static int channelAxis(Layer layer) {
    List<Axis> axes = layer.input(0).type().sampleDims().stream().map(Dim::axis).toList();
    return Math.max(
        0, axes.contains(Axis.CHANNEL) ? axes.indexOf(Axis.CHANNEL) : axes.indexOf(Axis.FEATURE));
  }

  /** The numbers along the channels, in a shape that stretches to the sample's. */
  private static Value constant(Layer layer, String name, List<Double> values) {
    int behind = layer.input(0).type().sampleDims().size() - channelAxis(layer) - 1;
    List<Integer> shape = new ArrayList<>(List.of(values.size()));
    shape.addAll(Collections.nCopies(behind, 1));
    return layer.constant(name, shape, values);
  }
}
