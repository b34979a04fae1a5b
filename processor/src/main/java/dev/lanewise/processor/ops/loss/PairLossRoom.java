package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import java.util.List;
import java.util.function.Function;

/**
 * Losses of a node and targets of the same shape: {@code @HuberLoss Tensor loss(Tensor y, Tensor
 * target)}.
 */
public final class PairLossRoom implements Room {
  /** A room for each loss that is a formula of one element. */
  public static final List<Room> ALL =
      List.of(
          new PairLossRoom("MeanSquaredErrorLoss", new SquaredError()),
          new PairLossRoom("MeanAbsoluteErrorLoss", new AbsoluteError()),
          new PairLossRoom("HuberLoss", PairLossRoom::huber),
          new PairLossRoom("HingeLoss", new Hinge()),
          new PairLossRoom("PerceptronLoss", new PerceptronCriterion()),
          new PairLossRoom("BinaryCrossEntropyLoss", new BinaryCrossEntropy()),
          new PairLossRoom("BinaryCrossEntropyWithLogitsLoss", new BinaryCrossEntropyWithLogits()),
          new PairLossRoom("CosineLoss", layer -> new CosineOp()));

  private final String annotation;
  private final Function<Layer, Op> op;

  /**
   * @param op makes the loss per sample, or reports a fault and gives null
   */
  private PairLossRoom(String annotation, Function<Layer, Op> op) {
    this.annotation = annotation;
    this.op = op;
  }

  private PairLossRoom(String annotation, LossFormula formula) {
    this(annotation, layer -> new ElementLossOp(formula));
  }

  @Override
  public String annotation() {
    return annotation;
  }

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

  @Override
  public Value parse(Layer layer) {
    boolean fits = Losses.sameShape(layer);
    Op loss = op.apply(layer);
    if (loss == null || !fits) {
      return null;
    }
    List<Value> inputs = List.of(layer.input(0), layer.input(1));
    return Losses.declare(layer, layer.add(layer.name() + "Rows", loss, inputs).result());
  }

  private static Op huber(Layer layer) {
    double delta = layer.attributes().real("delta");
    if (!(delta > 0) || Double.isInfinite(delta)) {
      layer.error(
          layer.attributes().origin("delta"),
          "HuberDelta",
          "delta " + delta + "; delta is a positive, finite number, such as 1");
      return null;
    }
    return new ElementLossOp(new Huber(delta));
  }
}
