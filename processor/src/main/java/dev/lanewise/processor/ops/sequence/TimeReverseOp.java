package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code y[b][t] = x[b][n - 1 - t]} for {@code t < n}, {@code x[b][t]} behind, n being the steps of
 * the sample: inputs are x with steps as rows and, where they vary, the numbers of steps.
 *
 * @param length steps in full
 */
record TimeReverseOp(int length) implements Op {
  @Override
  public String mnemonic() {
    return "time_reverse";
  }

  @Override
  public String attributes() {
    return "of=" + length;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst());
  }

  /** It is its own inverse. */
  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, resultGrads.getFirst());
    List<Value> grads = new ArrayList<>();
    grads.add(gradients.add(node.input(0).name() + "Grad", this, inputs).result());
    node.inputs().stream().skip(1).forEach(steps -> grads.add(null));
    return grads;
  }

  @Override
  public Optional<List<Value>> step(OneStep step) {
    return step.refuse("begins with the last step");
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Reverse());
  }

  private static final class Reverse extends StepCopies {
    @Override
    public void lower(Lowering l) {
      int length = ((TimeReverseOp) l.node().op()).length;
      l.driver().loop("s", l.firstRow(), l.endRow(), length, first -> sample(l, first, length));
    }

    private static void sample(Lowering l, Index first, int length) {
      Index steps = StepCount.of(l, 1, first, length);
      l.driver()
          .loop(
              "t",
              Index.ZERO,
              steps,
              1,
              t -> {
                Index from = first.plus(steps).plus(t.times(-1)).plus(-1);
                copy(l, from, first.plus(t), Index.ONE);
              });
      if (l.node().inputs().size() > 1) {
        Index rest = first.plus(steps);
        copy(l, rest, rest, steps.times(-1).plus(length));
      }
    }
  }

  /** {@code @TimeReverse}. */
  static final class TimeReverseRoom implements Room {
    @Override
    public String annotation() {
      return "TimeReverse";
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
      Dim time = layer.input(0).type().sampleDims().getFirst();
      List<Value> inputs = new ArrayList<>(List.of(layer.folded(layer.input(0))));
      layer.steps().ifPresent(inputs::add);
      Op op = new TimeReverseOp(time.size());
      Value rows = layer.add(layer.name(), op, inputs).result();
      return layer.add(layer.name(), new UnfoldOp(time), List.of(rows)).result();
    }
  }
}
