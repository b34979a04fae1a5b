package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code y[b] = x[b][n - 1]}, n being the steps of the sample: inputs are x with steps as rows and,
 * where they vary, the numbers of steps.
 *
 * @param length steps in full
 */
record LastStepOp(int length) implements Op {
  @Override
  public String mnemonic() {
    return "last_step";
  }

  @Override
  public String attributes() {
    return "of=" + length;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    return List.of(x.withRows(x.rows() / length));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, resultGrads.getFirst());
    List<Value> grads = new ArrayList<>();
    String name = node.input(0).name() + "Grad";
    grads.add(gradients.add(name, new Grad(length), inputs).result());
    node.inputs().stream().skip(1).forEach(steps -> grads.add(null));
    return grads;
  }

  /** Each step is the last so far. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    return step.hasSteps(0) ? step.of(step.input(0)) : Op.super.step(step);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Take());
  }

  /** {@code xGrad[b][n - 1] = yGrad[b]}, zero at all other steps. */
  record Grad(int length) implements Op {
    @Override
    public String mnemonic() {
      return "last_step_grad";
    }

    @Override
    public String attributes() {
      return "of=" + length;
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      TensorType y = inputs.getFirst();
      Dim samples = y.dims().getFirst();
      List<Dim> dims = new ArrayList<>(y.dims());
      int rows = Math.multiplyExact(samples.size(), length);
      dims.set(0, new Dim(rows, Axis.BATCH, samples.bound()));
      return List.of(new TensorType(y.dtype(), dims));
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Put());
    }
  }

  private static final class Take extends StepCopies {
    @Override
    public void lower(Lowering l) {
      int length = ((LastStepOp) l.node().op()).length;
      l.eachRow(row -> {
        Index first = row.times(length);
        copy(l, first.plus(StepCount.of(l, 1, first, length)).plus(-1), row, Index.ONE);
      });
    }
  }

  private static final class Put extends StepCopies {
    @Override
    public void lower(Lowering l) {
      int length = ((Grad) l.node().op()).length;
      Home y = l.result(0);
      l.driver()
          .loop(
              "s",
              l.firstRow(),
              l.endRow(),
              length,
              first -> {
                l.driver().clear(y.buffer(), y.row(first), Index.of(length * y.rowStride()));
                Index last = first.plus(StepCount.of(l, 1, first, length)).plus(-1);
                copy(l, first.over(length), last, Index.ONE);
              });
    }
  }

  /** {@code @LastStep}. */
  static final class LastStepRoom implements Room {
    @Override
    public String annotation() {
      return "LastStep";
    }

    @Override
    public boolean takesSteps() {
      return true;
    }

    @Override
    public Value parse(Layer layer) {
      if (!SequenceRooms.isSequence(layer)) {
        return null;
      }
      List<Value> inputs = new ArrayList<>(List.of(layer.folded(layer.input(0))));
      layer.steps().ifPresent(inputs::add);
      int length = layer.input(0).type().sampleDims().getFirst().size();
      return layer.add(layer.name(), new LastStepOp(length), inputs).result();
    }
  }
}
