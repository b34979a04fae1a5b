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
import java.util.function.Function;

/** Each step of each sample as a row: {@code [B][T][F] -> [B T][F]}. */
public record FoldOp() implements Op {
  /**
   * The rows of a sequence: those that it was unfolded from, where it was.
   *
   * @param add adds the op otherwise
   */
  public static Value of(Value sequence, Function<Op, Value> add) {
    return sequence.node().op() instanceof UnfoldOp
        ? sequence.node().input(0)
        : add.apply(new FoldOp());
  }

  @Override
  public String mnemonic() {
    return "fold_time";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    if (!x.isBatched() || x.sampleDims().isEmpty()) {
      throw new IllegalArgumentException("fold of " + inputs);
    }
    Dim rows = x.dims().get(0);
    Dim time = x.dims().get(1);
    List<Dim> dims = new ArrayList<>(x.dims().subList(1, x.dims().size()));
    dims.set(0, new Dim(Math.multiplyExact(rows.size(), time.size()), Axis.BATCH, rows.bound()));
    return List.of(new TensorType(x.dtype(), dims));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    UnfoldOp back = new UnfoldOp(x.type().dims().get(1));
    return List.of(UnfoldOp.add(gradients, x.name() + "Grad", back, resultGrads.getFirst()));
  }

  @Override
  public Optional<List<Value>> step(OneStep step) {
    return step.as(this);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(Steps.FOLD);
  }
}
