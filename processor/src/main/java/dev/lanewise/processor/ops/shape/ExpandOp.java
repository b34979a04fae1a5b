package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.BatchSource;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Repeats a value: for each sample, where it has no batch axis, and along the axes of a larger
 * shape that it has of size 1, or lacks on the left.
 *
 * @param rows the batch axis of the result; empty where it is the input's
 * @param sample the other axes of the result; empty where they are the input's
 */
public record ExpandOp(Optional<Dim> rows, Optional<List<Dim>> sample)
    implements MoveOp, BatchSource {
  /** The same value for each sample of a batch. */
  public static ExpandOp rows(Dim rows) {
    return new ExpandOp(Optional.of(rows), Optional.empty());
  }

  static ExpandOp to(List<Dim> sample) {
    return new ExpandOp(Optional.empty(), Optional.of(sample));
  }

  @Override
  public Op withRows(Dim other) {
    return new ExpandOp(rows.map(old -> other), sample);
  }

  @Override
  public String mnemonic() {
    return "expand";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    List<Dim> dims = new ArrayList<>();
    dims.addAll(rows.map(List::of).orElse(x.isBatched() ? x.dims().subList(0, 1) : List.of()));
    dims.addAll(sample.orElse(x.sampleDims()));
    return List.of(new TensorType(x.dtype(), dims));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return List.of(Stretch.back(gradients, node.input(0), resultGrads.getFirst()));
  }

  @Override
  public List<Move> moves(List<TensorType> inputs) {
    List<Integer> to = infer(inputs).getFirst().sampleShape();
    List<Integer> from = Nest.stretched(inputs.getFirst().sampleShape(), to);
    return List.of(new Move(0, 0, 0, Nest.over(to, List.of(Nest.canonical(to), from))));
  }
}
