package dev.lanewise.processor.graph.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * A sequence as images of one axis of space, whose channels are the features: {@code [B][T][F] ->
 * [B][F][T]}.
 */
public record StepsAsPixelsOp() implements Op {
  @Override
  public String mnemonic() {
    return "steps_as_pixels";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    if (!x.isBatched() || x.sampleDims().size() != 2) {
      throw new IllegalArgumentException("pixels of " + inputs);
    }
    int steps = x.sampleShape().getFirst();
    return List.of(
        x.withSample(List.of(new Dim(x.last().size(), Axis.CHANNEL), new Dim(steps, Axis.SPACE))));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Value yGrad = resultGrads.getFirst();
    Op back = new PixelsAsStepsOp(x.type().sampleDims().getFirst());
    return List.of(
        yGrad.node().op() instanceof StepsAsPixelsOp
            ? yGrad.node().input(0)
            : gradients.add(x.name() + "Grad", back, List.of(yGrad)).result());
  }

  /** A single pixel has the order of a single step. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    return step.hasSteps(0) ? step.as(this) : Op.super.step(step);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new ExchangedAxes());
  }
}
