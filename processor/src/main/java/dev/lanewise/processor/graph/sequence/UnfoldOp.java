package dev.lanewise.processor.graph.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows as the steps of samples: {@code [B T][F] -> [B][T][F]}. */
public record UnfoldOp(Dim time) implements Op {
  /** Adds the op, unless its input was folded from what is wanted. */
  static Value add(Gradients gradients, String name, UnfoldOp op, Value rows) {
    return rows.node().op() instanceof FoldOp
            && rows.node().input(0).type().dims().get(1).equals(op.time)
        ? rows.node().input(0)
        : gradients.add(name, op, List.of(rows)).result();
  }

  @Override
  public String mnemonic() {
    return "unfold_time";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    if (!x.isBatched() || x.rows() % time.size() != 0) {
      throw new IllegalArgumentException("unfold of " + inputs + " to steps " + time);
    }
    List<Dim> dims = new ArrayList<>(List.of(Dim.rows(x.rows() / time.size()), time));
    dims.addAll(x.sampleDims());
    return List.of(new TensorType(x.dtype(), dims));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    String name = node.input(0).name() + "Grad";
    Value sequence = resultGrads.getFirst();
    return List.of(FoldOp.of(sequence, op -> gradients.add(name, op, List.of(sequence)).result()));
  }

  @Override
  public Optional<List<Value>> step(OneStep step) {
    return step.hasSteps(0) ? step.as(new UnfoldOp(new Dim(1, Axis.TIME))) : Op.super.step(step);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(Steps.UNFOLD);
  }
}
