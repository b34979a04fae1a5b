package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.BatchSource;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.dense.RowSumOp;
import java.util.ArrayList;
import java.util.List;

/** The same value for each sample of a batch. */
public record ExpandOp(Dim rows) implements BatchSource {
  @Override
  public String mnemonic() {
    return "expand";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType type = inputs.getFirst();
    List<Dim> dims = new ArrayList<>(List.of(rows));
    dims.addAll(type.dims());
    return List.of(new TensorType(type.dtype(), dims));
  }

  @Override
  public Op withRows(Dim other) {
    return new ExpandOp(other);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    String name = node.input(0).name() + "Grad";
    return List.of(gradients.add(name, new RowSumOp(), resultGrads).result());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new CopyToRows());
  }

  private static final class CopyToRows implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return context.flat(node.input(0).type());
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public void lower(Lowering l) {
      Home from = l.input(0);
      Home to = l.result(0);
      int size = l.node().input(0).type().size();
      l.eachRow(row -> {
        l.driver()
            .copy(from.buffer(), Index.of(from.offset()), to.buffer(), to.row(row), Index.of(size));
        if (to.layout().hasPads()) {
          l.driver().clear(to.buffer(), to.row(row).plus(size), Index.of(to.rowStride() - size));
        }
      });
    }
  }
}
