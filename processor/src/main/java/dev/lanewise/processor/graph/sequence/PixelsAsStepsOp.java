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
 * Images of one axis of space as sequences, whose features are the channels: {@code [B][F][T] ->
 * [B][T][F]}.
 *
 * @param time the axis that the pixels become
 */
public record PixelsAsStepsOp(Dim time) implements Op {
  @Override
  public String mnemonic() {
    return "pixels_as_steps";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    if (!x.isBatched() || x.sampleDims().size() != 2 || x.last().size() != time.size()) {
      throw new IllegalArgumentException(time + " steps of " + inputs);
    }
    int features = x.sampleShape().getFirst();
    return List.of(x.withSample(List.of(time, new Dim(features, Axis.FEATURE))));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value yGrad = resultGrads.getFirst();
    String name = node.input(0).name() + "Grad";
    return List.of(
        yGrad.node().op() instanceof PixelsAsStepsOp
            ? yGrad.node().input(0)
            : gradients.add(name, new StepsAsPixelsOp(), List.of(yGrad)).result());
  }

  @Override
  public Optional<List<Value>> step(OneStep step) {
    return step.hasSteps(0)
        ? step.as(new PixelsAsStepsOp(new Dim(1, Axis.TIME)))
        : Op.super.step(step);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new ExchangedAxes());
  }
}
