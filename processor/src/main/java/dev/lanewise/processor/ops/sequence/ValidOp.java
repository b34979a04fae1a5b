package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Ends;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.ConstantOp;
import dev.lanewise.processor.ops.Tiles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code y[b T + t] = x[b T + t]} at the steps that a sample has, {@code rest} behind them: inputs
 * are the numbers of steps, and x with steps as rows, or nothing for an x of one 1 a row.
 *
 * @param length steps in full
 */
public record ValidOp(int length, double rest, DType real) implements Ends.Valid {
  private static final int MOST_VECTORS = 8;

  @Override
  public String mnemonic() {
    return "valid";
  }

  @Override
  public String attributes() {
    return "of=" + length + ", rest=" + rest;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    if (inputs.size() > 1) {
      return List.of(inputs.get(1));
    }
    Dim samples = inputs.getFirst().dims().getFirst();
    int rows = Math.multiplyExact(samples.size(), length);
    return List.of(new TensorType(real, List.of(new Dim(rows, Axis.BATCH, samples.bound()))));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    if (node.inputs().size() == 1) {
      return Arrays.asList((Value) null);
    }
    List<Value> inputs = List.of(node.input(0), resultGrads.getFirst());
    Op back = new ValidOp(length, 0, real);
    String name = node.input(1).name() + "Grad";
    return Arrays.asList(null, gradients.add(name, back, inputs).result());
  }

  /** A step that is read is there. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    TensorType type = new TensorType(real, step.input(0).type().dims());
    return step.of(
        step.inputs().size() > 1
            ? step.input(1)
            : step.add(step.node().name(), new ConstantOp(type, 1), List.of()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Select());
  }

  /** <pre>for r in rows: y[r][vectors] = r mod T &lt; steps[r / T] ? x[r][vectors] : rest</pre> */
  private static final class Select implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 0 ? actual : context.activation(node.input(input).type(), false);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      boolean zero = ((ValidOp) node.op()).rest == 0 && inputs.getLast().zeroPads();
      return List.of(context.activation(node.types().getFirst(), zero));
    }

    @Override
    public void lower(Lowering l) {
      Home y = l.result(0);
      boolean numbers = l.node().types().getFirst().sampleDims().isEmpty();
      int lanes = numbers ? 1 : l.target().lanes(y.buffer().dtype());
      Tiles tiles = Tiles.of(y.rowStride() / lanes, MOST_VECTORS);
      tiles.forEach((count, first, vectors) -> {
        Kernel kernel = kernel(l, numbers, vectors);
        l.driver()
            .loop(
                "c",
                count,
                c -> {
                  Index column = c.times(tiles.size() * lanes).plus(first * lanes);
                  Home x = l.node().inputs().size() == 1 ? y : l.input(1);
                  l.call(
                      kernel,
                      List.of(l.input(0).start(), x.start().plus(column), y.start().plus(column)),
                      l.firstRow(),
                      l.endRow());
                });
      });
    }

    private static Kernel kernel(Lowering l, boolean numbers, int vectors) {
      ValidOp op = (ValidOp) l.node().op();
      boolean ones = l.node().inputs().size() == 1;
      KernelBuilder k = l.kernel("valid" + vectors);
      Place steps = k.place("steps", DType.I32);
      Place x = k.place("x", op.real);
      Place y = k.place("y", op.real);
      Index first = k.index("first");
      Index end = k.index("end");
      int stride = l.result(0).rowStride();
      k.loop(
          "r",
          first,
          end,
          1,
          r -> {
            Index left = steps.element(r.over(op.length)).plus(r.mod(op.length).times(-1));
            Expr number = new Expr.FromIndex(left, op.real);
            Expr valid = k.let("valid", numbers ? number : k.broadcast(number));
            for (int v = 0; v < vectors; v++) {
              Index at = r.times(stride).plus(numbers ? 0 : v * k.lanes(op.real));
              Expr own = ones ? valid.constant(1) : numbers ? k.element(x, at) : k.load(x, at);
              Expr value = k.let("v", own);
              k.store(
                  y,
                  at,
                  valid.select(Comparison.GT, valid.constant(0), value, valid.constant(op.rest)));
            }
          });
      return l.finish(k, "y = x at the steps there are, " + op.rest + " behind them.");
    }
  }
}
