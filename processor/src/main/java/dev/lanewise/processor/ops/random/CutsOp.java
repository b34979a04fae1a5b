package dev.lanewise.processor.ops.random;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.BatchSource;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * A number for each step of each sample: 0 with a probability p, else {@code 1 / (1 - p)}. So their
 * mean is 1, and a gradient that is cut by them is the full one on average (Tallec and Ollivier,
 * "Unbiasing truncated backpropagation through time", 2017, with {@code c_t = p}).
 *
 * @param stream of the random numbers; step t of row r has the number {@code r * steps + t}
 */
public record CutsOp(String stream, double probability, Dim rows, Dim time, DType real)
    implements BatchSource {
  @Override
  public String mnemonic() {
    return "cuts";
  }

  @Override
  public String attributes() {
    return probability + " of " + stream;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(new TensorType(real, List.of(rows, new Dim(time.size(), Axis.TIME))));
  }

  @Override
  public CutsOp withRows(Dim rows) {
    return new CutsOp(stream, probability, rows, time, real);
  }

  @Override
  public long flops(Node node) {
    return time.size();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Draw());
  }

  private static final class Draw implements RowAlgorithm {
    @Override
    public void lower(Lowering l) {
      CutsOp op = (CutsOp) l.node().op();
      Home y = l.result(0);
      int steps = op.time.size();
      Kernel kernel = kernel(l, op, y.buffer().dtype(), steps);
      l.eachRow(row -> l.call(kernel, List.of(y.at(row)), row.times(steps), l.key()));
    }

    private static Kernel kernel(Lowering l, CutsOp op, DType type, int steps) {
      KernelBuilder k = l.kernel("cutRow");
      Place y = k.place("y", type);
      Index first = k.index("first");
      RandomUniform random = new RandomUniform(k, type, op.stream, k.index("key"));
      int lanes = k.lanes(type);
      k.loop(
          "t",
          Index.ZERO,
          Index.of((steps + lanes - 1) / lanes * lanes),
          lanes,
          t -> {
            Expr u = k.let("u", random.next(first.plus(t)));
            Expr limit = u.constant((float) (1 + op.probability));
            Expr passed = u.constant(1 / (1 - op.probability));
            k.store(y, t, u.select(Comparison.GE, limit, passed, u.constant(0)));
          });
      return l.finish(k, "0 where a random number is below p, else 1 / (1 - p).");
    }
  }
}
