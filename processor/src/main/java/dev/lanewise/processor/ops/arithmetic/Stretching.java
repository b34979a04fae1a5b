package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.shape.Nest;
import dev.lanewise.processor.ops.shape.SampleAlgorithm;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Elementwise ops on operands that stretch. Samples are canonical, or where images come interleaved
 * and all else is one number for each channel, they stay so: {@link ChannelSweep}.
 */
final class Stretching extends SampleAlgorithm {
  @Override
  public String name() {
    return "stretched";
  }

  /** The op and its steps on values at one position. */
  static Expr apply(KernelBuilder k, Node node, List<Expr> values) {
    FusedOp fused = FusedOp.of(node);
    Elementwise op = ((StretchedOp) fused.root()).of();
    Expr value = op.apply(k, values.subList(0, fused.rootInputs()));
    return fused.epilogue(k, value, values::get);
  }

  private static boolean isInterleaved(TensorType type, Layout layout, Context context) {
    return Image.isImage(layout)
        && Image.of(layout).isInterleaved(context.target().lanes(type.dtype()));
  }

  /** Whether the image that decides comes interleaved. */
  private static boolean sweeps(Node node, List<Layout> inputs, Context context) {
    int lead = ChannelSweep.lead(node);
    return lead >= 0
        && lead < inputs.size()
        && isInterleaved(node.input(lead).type(), inputs.get(lead), context);
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, List<Layout> before, Context context) {
    TensorType type = node.input(input).type();
    if (ChannelSweep.Operand.of(node, input) == ChannelSweep.Operand.IMAGE) {
      List<Layout> known = new ArrayList<>(before);
      known.add(actual);
      if (sweeps(node, known, context)) {
        return ChannelImages.interleaved(type, actual, false, context);
      }
    }
    return super.wants(node, input, actual, context);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    boolean images =
        ChannelSweep.lead(node) >= 0
            && ChannelSweep.Operand.of(node, input) == ChannelSweep.Operand.IMAGE;
    TensorType type = node.input(input).type();
    return images && result.filter(wish -> isInterleaved(type, wish, context)).isPresent()
        ? Optional.of(ChannelImages.result(type, Optional.empty(), false, context))
        : Optional.empty();
  }

  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    if (!sweeps(node, inputs, context)) {
      return super.results(node, inputs, context);
    }
    FusedOp fused = FusedOp.of(node);
    List<Boolean> zero = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      // The one number that serves all channels serves their pads too.
      boolean same = ChannelSweep.Operand.of(node, i) == ChannelSweep.Operand.SAME;
      zero.add(inputs.get(i).zeroPads() && !same);
    }
    boolean root = ((StretchedOp) fused.root()).of().zero(zero.subList(0, fused.rootInputs()));
    boolean all = fused.zero(root, zero::get);
    return List.of(ChannelImages.result(node.types().getFirst(), wish, all, context));
  }

  @Override
  public void lower(Lowering l) {
    List<Layout> layouts = new ArrayList<>();
    for (int i = 0; i < l.node().inputs().size(); i++) {
      layouts.add(l.input(i).layout());
    }
    if (sweeps(l.node(), layouts, l.context())) {
      new ChannelSweep(l).lower();
    } else {
      super.lower(l);
    }
  }

  @Override
  protected Sample prepare(Lowering l) {
    Node node = l.node();
    TensorType type = node.types().getFirst();
    List<Integer> shape = type.sampleShape();
    List<List<Integer>> strides = new ArrayList<>(List.of(Nest.canonical(shape)));
    node.inputs().forEach(v -> strides.add(Nest.stretched(v.type().sampleShape(), shape)));
    Kernel kernel =
        Nest.over(shape, strides)
            .kernel(
                l,
                type.dtype(),
                node.op().mnemonic(),
                (k, values) -> apply(k, node, values),
                "Elementwise, operands stretched.");
    return row -> {
      List<Place> places = new ArrayList<>(List.of(l.result(0).at(row)));
      for (int i = 0; i < node.inputs().size(); i++) {
        places.add(input(l, i, row));
      }
      l.call(kernel, places);
    };
  }
}
