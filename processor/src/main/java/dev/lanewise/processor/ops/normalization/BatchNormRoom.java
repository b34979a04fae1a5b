package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code @BatchNorm1d(momentum = 0.01)}, {@code @BatchNorm2d}.
 *
 * @param rank axes of space; with one also features are normalised, which have none
 */
public record BatchNormRoom(int rank) implements Room {
  @Override
  public String annotation() {
    return "BatchNorm" + rank + "d";
  }

  @Override
  public boolean alongTime() {
    return rank == 1;
  }

  @Override
  public Value parse(Layer layer) {
    boolean ok = hasChannels(layer);
    double eps = layer.attributes().real("eps");
    ok &= Epsilon.check(layer, eps);
    double momentum = layer.attributes().real("momentum");
    if (!(momentum >= 0 && momentum <= 1)) {
      layer.error(
          layer.attributes().origin("momentum"),
          "BatchNormMomentum",
          "momentum "
              + momentum
              + "; it is the share of the new statistics, from 0 to 1, such as 0.1");
      return null;
    }
    if (!ok) {
      return null;
    }
    Value x = layer.input(0);
    TensorType channels = TensorType.of(layer.real(), x.type().sampleShape().subList(0, 1));
    List<Value> learned = new ArrayList<>();
    if (layer.attributes().flag("affine")) {
      learned.add(value(layer, "weight", ParameterOp.Kind.TRAINED, channels, 1));
      learned.add(value(layer, "bias", ParameterOp.Kind.TRAINED, channels, 0));
    }
    List<Value> inputs = new ArrayList<>(List.of(x));
    inputs.add(value(layer, "running_mean", ParameterOp.Kind.BUFFER, channels, 0));
    inputs.add(value(layer, "running_var", ParameterOp.Kind.BUFFER, channels, 1));
    inputs.addAll(learned);
    return layer.add(layer.name(), new BatchNormOp(eps, momentum), inputs).result();
  }

  private boolean hasChannels(Layer layer) {
    Layer.Argument argument = layer.arguments().getFirst();
    boolean features = rank == 1 && argument.value().type().sampleDims().size() == 1;
    return features ? Shapes.features(layer, argument) : WindowReader.image(layer, rank, rank);
  }

  private static Value value(
      Layer layer, String suffix, ParameterOp.Kind kind, TensorType type, double initial) {
    ParameterOp op = new ParameterOp(kind, type, Initialization.constant(initial));
    return layer.graph().parameter(layer.prefix() + "." + suffix, op, layer.origin());
  }
}
