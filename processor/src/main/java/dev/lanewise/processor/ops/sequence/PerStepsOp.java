package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.arithmetic.DivideOp;
import dev.lanewise.processor.ops.shape.RunningOp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code y[b] = x[b] / steps[b]}, all elements of a sample: inputs are the numbers and x. */
public record PerStepsOp() implements Op {
  @Override
  public String mnemonic() {
    return "per_steps";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(1));
  }

  @Override
  public long flops(Node node) {
    return node.types().getFirst().sampleSize();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(node.input(0), resultGrads.getFirst());
    String name = node.input(1).name() + "Grad";
    return Arrays.asList(null, gradients.add(name, this, inputs).result());
  }

  /** By the number of steps so far. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    Value sum = step.input(1);
    Value count = RunningOp.count(step, step.node().name(), sum.type());
    return step.of(step.add(step.node().name(), new DivideOp(), List.of(sum, count)));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Divide());
  }

  private static final class Divide implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 0 ? actual : RowAlgorithm.super.wants(node, input, actual, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), inputs.get(1).zeroPads()));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(1);
      Home y = l.result(0);
      Kernel kernel = kernel(l, y.buffer().dtype(), y.rowStride());
      l.eachRow(row ->
          l.call(
              kernel,
              List.of(x.at(row), y.at(row)),
              new Index.Element(l.input(0).buffer(), row.plus(l.input(0).offset()))));
    }

    private static Kernel kernel(Lowering l, DType type, int stride) {
      KernelBuilder k = l.kernel("perSteps");
      Place x = k.place("x", type);
      Place y = k.place("y", type);
      Index steps = k.index("steps");
      Expr number = k.let("number", k.broadcast(new Expr.FromIndex(steps, type)));
      int lanes = k.lanes(type);
      k.loop(
          "i",
          Index.ZERO,
          Index.of(stride / lanes * lanes),
          lanes,
          i -> k.store(y, i, k.load(x, i).over(number)));
      return l.finish(k, "y = x / steps, pads included.");
    }
  }
}
