package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/** What all losses share. */
final class Losses {
  private Losses() {}

  /** One number a sample. */
  static TensorType perRow(TensorType type) {
    return new TensorType(type.dtype(), type.dims().subList(0, 1));
  }

  /** The mean over the samples, declared as a loss of the model with the annotation's weight. */
  static Value declare(Layer layer, Value perRow) {
    double weight = layer.attributes().real("weight");
    if (!(weight > 0) || Double.isInfinite(weight)) {
      layer.error(
          layer.attributes().origin("weight"),
          "LossWeight",
          "weight " + weight + "; a loss needs a positive, finite weight");
      return null;
    }
    Value mean = layer.add(layer.name(), new MeanRowsOp(), List.of(perRow)).result();
    layer.graph().loss(layer.name(), mean, weight);
    return mean;
  }
}
