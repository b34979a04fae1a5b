package dev.lanewise.processor.ops.activation;

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
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * One number a channel, repeated for each of a sample's {@code size} elements, which lie channel by
 * channel.
 */
record SpreadOp(int size) implements Op {
  @Override
  public String mnemonic() {
    return "spread";
  }

  @Override
  public String attributes() {
    return Integer.toString(size);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(TensorType.of(inputs.getFirst().dtype(), List.of(size)));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Op sum = new Sum(x.type().size());
    return List.of(gradients.add(x.name() + "Grad", sum, List.of(resultGrads.getFirst())).result());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Channels());
  }

  /** The sums of the elements of each channel. */
  record Sum(int channels) implements Op {
    @Override
    public String mnemonic() {
      return "channel_sum";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(TensorType.of(inputs.getFirst().dtype(), List.of(channels)));
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Channels());
    }
  }

  /** Once a step, so plain scalar loops. */
  private static final class Channels implements Algorithm {
    @Override
    public String name() {
      return "channels";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      // A sum over rows of images is flat, whatever the axes of its type.
      return context.flat(node.input(input).type());
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.flat(node.types().getFirst()));
    }

    @Override
    public void lower(Lowering l) {
      Home from = l.input(0);
      Home to = l.result(0);
      int size = l.node().types().getFirst().size();
      int read = l.node().input(0).type().size();
      boolean sums = size < read;
      KernelBuilder k = l.kernel(l.node().op().mnemonic());
      DType type = to.buffer().dtype();
      Place x = k.place("x", type);
      Place y = k.place("y", type);
      int channels = Math.min(size, read);
      int each = Math.max(size, read) / channels;
      k.loop(
          "c",
          channels,
          c -> {
            if (sums) {
              Expr.Use sum = k.variable("sum", new Expr.Const(type, 0));
              k.loop("i", each, i -> k.assign(sum, sum.plus(k.element(x, c.times(each).plus(i)))));
              k.store(y, c, sum);
            } else {
              Expr value = k.let("value", k.element(x, c));
              k.loop("i", each, i -> k.store(y, c.times(each).plus(i), value));
            }
          });
      String comment = sums ? "Adds the elements of each channel." : "Repeats each channel's.";
      l.call(l.finish(k, comment), List.of(from.start(), to.start()));
      l.driver()
          .clear(to.buffer(), Index.of(to.offset() + size), Index.of(to.layout().size() - size));
    }
  }
}
