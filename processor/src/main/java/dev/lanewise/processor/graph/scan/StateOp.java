package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.BatchSource;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/**
 * A value carried from step to step: before the first one it is the input, or zero where there is
 * none.
 */
public record StateOp(Region region, TensorType declared) implements BatchSource {
  @Override
  public String mnemonic() {
    return "state";
  }

  @Override
  public String attributes() {
    return region.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }

  @Override
  public Op withRows(Dim rows) {
    return new StateOp(region, declared.withRows(rows.size()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Start());
  }

  private static final class Start extends CopyRows {
    @Override
    public String name() {
      return "start of a loop";
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), false));
    }

    @Override
    public void lower(Lowering l) {
      Home state = l.result(0);
      if (l.node().inputs().isEmpty()) {
        l.driver()
            .clear(
                state.buffer(),
                state.row(l.firstRow()),
                l.endRow().plus(l.firstRow().times(-1)).times(state.rowStride()));
      } else {
        copy(l, l.input(0), state);
      }
    }
  }
}
