package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.BatchSource;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/** One number, such as the weight of a loss, from which the backward pass starts. */
public record ConstantOp(TensorType declared, double value) implements BatchSource {
  @Override
  public String mnemonic() {
    return "constant";
  }

  @Override
  public String attributes() {
    return Double.toString(value);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }

  @Override
  public Op withRows(Dim rows) {
    return declared.isBatched() ? new ConstantOp(declared.withRows(rows.size()), value) : this;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Fill());
  }

  private static final class Fill implements Algorithm {
    @Override
    public String name() {
      return "fill";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.flat(node.types().getFirst()));
    }

    @Override
    public void lower(Lowering l) {
      ConstantOp op = (ConstantOp) l.node().op();
      Home home = l.result(0);
      KernelBuilder k = l.kernel("constant");
      Place y = k.place("y", op.declared.dtype());
      k.store(y, 0, k.constant(op.declared.dtype(), op.value));
      l.call(l.finish(k, "A constant in all lanes."), List.of(home.start()));
    }
  }
}
