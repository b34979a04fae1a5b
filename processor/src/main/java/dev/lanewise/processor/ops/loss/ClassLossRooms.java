package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * Losses of scores and class labels: {@code @CrossEntropyLoss Tensor loss(Tensor logits, Tensor
 * label)}.
 */
public final class ClassLossRooms {
  private ClassLossRooms() {}

  private abstract static class ClassLossRoom implements Room {
    @Override
    public Kind kind() {
      return Kind.LOSS;
    }

    @Override
    public int minInputs() {
      return 2;
    }

    @Override
    public int maxInputs() {
      return 2;
    }

    @Override
    public boolean perStep(Attributes attributes) {
      return true;
    }

    /** The losses by row of {@code op}, which reads scores, labels and weights, as one number. */
    static Value declare(Layer layer, Op op, List<Double> weights, int rowWeights) {
      boolean even = weights.isEmpty();
      int classes = layer.input(0).type().sampleSize();
      Value each = layer.constant("classWeights", List.of(classes), even ? List.of(1.0) : weights);
      List<Value> inputs = List.of(layer.input(0), layer.input(1), each);
      Node rows = layer.add(layer.name() + "Rows", op, inputs);
      Optional<Value> own = even ? Optional.empty() : Optional.of(rows.result(rowWeights));
      return Losses.declareOfClasses(layer, rows.result(), own);
    }
  }

  /** {@code @CrossEntropyLoss(labelSmoothing = 0.1)}. */
  public static final class CrossEntropy extends ClassLossRoom {
    @Override
    public String annotation() {
      return "CrossEntropyLoss";
    }

    @Override
    public Value parse(Layer layer) {
      double smoothing = layer.attributes().real("labelSmoothing");
      List<Double> weights = layer.attributes().reals("classWeights");
      boolean fits = Losses.sameClasses(layer);
      if (!(smoothing >= 0 && smoothing <= 1)) {
        layer.error(
            layer.attributes().origin("labelSmoothing"),
            "LabelSmoothing",
            "smoothing " + smoothing + "; it is a part of the target, from 0 to 1");
        return null;
      }
      if (!fits || !Losses.classWeights(layer, weights)) {
        return null;
      }
      if (smoothing == 0 && weights.isEmpty()) {
        List<Value> inputs = List.of(layer.input(0), layer.input(1));
        Value rows = layer.add(layer.name() + "Rows", new CrossEntropyOp(), inputs).result();
        return Losses.declareOfClasses(layer, rows, Optional.empty());
      }
      double total =
          weights.isEmpty()
              ? layer.input(0).type().sampleSize()
              : weights.stream().mapToDouble(w -> w).sum();
      return declare(layer, new WeightedCrossEntropyOp(smoothing, total), weights, 2);
    }
  }

  /** {@code @NegativeLogLikelihoodLoss}. */
  public static final class LogLikelihood extends ClassLossRoom {
    @Override
    public String annotation() {
      return "NegativeLogLikelihoodLoss";
    }

    @Override
    public Value parse(Layer layer) {
      List<Double> weights = layer.attributes().reals("classWeights");
      return Losses.sameClasses(layer) && Losses.classWeights(layer, weights)
          ? declare(layer, new LogLikelihoodOp(), weights, 1)
          : null;
    }
  }
}
