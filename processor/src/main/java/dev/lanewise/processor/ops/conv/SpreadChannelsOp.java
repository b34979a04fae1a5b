package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.List;
import java.util.Optional;

/** A {@link Spread} image as a value: the gradient of weights sums over all samples of it. */
record SpreadChannelsOp(Spread spread) implements Op {
  @Override
  public String mnemonic() {
    return "spread";
  }

  @Override
  public String attributes() {
    return spread.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(spread.type(inputs.getFirst()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Rows());
  }

  private static final class Rows implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return ChannelImages.any(node.input(input).type(), actual, context);
    }

    @Override
    public List<Layout> results(
        Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
      return List.of(ChannelImages.result(node.types().getFirst(), wish, true, context));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home y = l.result(0);
      Kernel kernel =
          ((SpreadChannelsOp) l.node().op())
              .spread.kernel(l, x.layout(), y.layout(), y.buffer().dtype());
      l.eachRow(row -> {
        if (y.layout().hasPads()) {
          l.driver().clear(y.buffer(), y.row(row), Index.of(y.rowStride()));
        }
        l.call(kernel, List.of(x.at(row), y.at(row)));
      });
    }
  }
}
