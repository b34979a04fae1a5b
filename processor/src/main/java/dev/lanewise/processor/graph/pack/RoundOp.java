package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * Weights rounded to bfloat16, and still floats: the same values at every width, whether their
 * readers then want them in pairs or not.
 */
public record RoundOp() implements Op {
  @Override
  public String mnemonic() {
    return "round_bfloat16";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    if (inputs.getFirst().dtype() != DType.F32 || inputs.getFirst().isBatched()) {
      throw new IllegalArgumentException("round_bfloat16 of " + inputs);
    }
    return inputs;
  }

  /** Whether weights are stored as bfloat16. */
  public static boolean isResult(Value weights) {
    return weights.node().op() instanceof RoundOp;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Sweep());
  }

  /** <pre>for i in 0 until n step lanes: y[i] = rounded x[i]</pre> */
  private static final class Sweep implements Algorithm {
    @Override
    public String name() {
      return "round";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(inputs.getFirst());
    }

    @Override
    public void lower(Lowering l) {
      Home to = l.result(0);
      int lanes = l.target().lanes(DType.F32);
      int size = to.layout().size();
      int whole = size / lanes * lanes;
      call(l, kernel(l, lanes), Index.ZERO, whole);
      if (whole < size) {
        call(l, kernel(l, 1), Index.of(whole), size - whole);
      }
    }

    private static void call(Lowering l, Kernel kernel, Index from, int count) {
      List<Place> places = List.of(l.input(0).start().plus(from), l.result(0).start().plus(from));
      if (count > 0) {
        l.call(kernel, places, Index.of(count));
      }
    }

    private static Kernel kernel(Lowering l, int lanes) {
      KernelBuilder k = l.kernel(lanes > 1 ? "roundBfloat16" : "roundBfloat16Each");
      Place x = k.place("x", DType.F32);
      Place y = k.place("y", DType.F32);
      Index n = k.index("n");
      k.loop(
          "i",
          Index.ZERO,
          n,
          lanes,
          i -> {
            Expr value = k.let("a", lanes > 1 ? k.load(x, i) : k.element(x, i));
            k.store(y, i, Bfloat16.rounded(k, value));
          });
      return l.finish(
          k, "Floats to bfloat16, to nearest, ties to even; n elements, pads included.");
    }
  }
}
