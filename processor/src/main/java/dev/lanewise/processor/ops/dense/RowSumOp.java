package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/** The sum of all samples: a gradient of what they share. */
public record RowSumOp() implements Op {
  @Override
  public String mnemonic() {
    return "row_sum";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(TensorType.of(inputs.getFirst().dtype(), inputs.getFirst().sampleShape()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new SumRows());
  }

  private static final class SumRows implements Algorithm {
    @Override
    public String name() {
      return "sum rows";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.TILES;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return OuterProductSum.wanted(node.input(input).type(), actual, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.flat(node.types().getFirst()));
    }

    @Override
    public void lower(Lowering l) {
      RowChunks all = new RowChunks(0, true);
      all.each(l, chunk -> new RowSums(l, l.input(0), l.result(0)).lower(all, chunk));
    }
  }
}
