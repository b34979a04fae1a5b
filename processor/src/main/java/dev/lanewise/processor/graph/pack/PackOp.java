package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/** The same tensor in another layout, whose pads are zero. */
public record PackOp(Layout from, Layout to) implements Op {
  @Override
  public String mnemonic() {
    return "pack";
  }

  @Override
  public String attributes() {
    return to.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(
        new PackPairs(),
        new PackRows(),
        new TransposePanels(),
        new PackTransposed(),
        new PackSamples(),
        new PackPart(),
        new PackElements());
  }

  /** What all ways to pack have in common. */
  abstract static class Pack implements Algorithm {
    /** Whether the algorithm leads from the one layout to the other. */
    abstract boolean leads(TensorType type, Layout from, Layout to, Context context);

    @Override
    public final boolean applies(Node node, Context context) {
      PackOp op = (PackOp) node.op();
      return leads(node.types().getFirst(), op.from, op.to, context);
    }

    @Override
    public final Layout wants(Node node, int input, Layout actual, Context context) {
      return ((PackOp) node.op()).from;
    }

    @Override
    public final List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(((PackOp) node.op()).to);
    }
  }
}
