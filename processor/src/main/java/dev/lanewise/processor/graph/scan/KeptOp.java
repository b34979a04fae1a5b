package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.BatchSource;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/**
 * A value that stays from one run of a program to the next: zero at first, then what {@link KeepOp}
 * left there. It has a place of its own at the front of the arena.
 */
public record KeptOp(TensorType declared) implements BatchSource {
  @Override
  public String mnemonic() {
    return "kept";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }

  @Override
  public Op withRows(Dim rows) {
    return new KeptOp(declared.withRows(rows.size()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new InPlace());
  }

  private static final class InPlace implements RowAlgorithm {
    @Override
    public String name() {
      return "kept in place";
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), false));
    }

    @Override
    public void lower(Lowering lowering) {
      // It is there.
    }
  }
}
