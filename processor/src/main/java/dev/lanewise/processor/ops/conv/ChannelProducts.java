package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import dev.lanewise.processor.ops.Tiles;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The weight gradient of a convolution in groups, with lanes along the channels of the result.
 *
 * <pre>
 * for vectors of channels, for summed channels, for lines of taps, for blocks of a line:
 *   c[taps][vectors] = 0
 *   for samples, for pixels: c[t][v] += x[pixel + t][v] * yGrad[pixel][v]
 * </pre>
 */
final class ChannelProducts implements Algorithm {
  /** Pixels of a line that are written out, so that neighbouring taps share what they load. */
  private static final int PIXELS = 4;

  @Override
  public String name() {
    return "products by channel";
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.TILES;
  }

  private static ConvWeightGradOp op(Node node) {
    return (ConvWeightGradOp) node.op();
  }

  private static List<List<Axis>> axes(Node node) {
    return op(node).windows().stream().map(w -> List.of(Axis.forward(w))).toList();
  }

  private static LaneWeights weights(Node node, Context context) {
    TensorType type = node.types().getFirst();
    int lanes = context.target().lanes(type.dtype());
    return LaneWeights.of(type.shape(), op(node).groups(), 0, lanes);
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    // Pads of either would become gradients of the pads of the weights.
    return input == 0
        ? ReadImages.lanes(type, axes(node), actual, context)
        : ChannelImages.interleaved(type, actual, true, context);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    return Optional.of(
        input == 0
            ? ReadImages.lanes(type, axes(node), context)
            : ChannelImages.plain(type, true, context));
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return List.of(weights(node, context).layout());
  }

  @Override
  public void lower(Lowering l) {
    DType type = l.result(0).buffer().dtype();
    int lanes = l.target().lanes(type);
    int summed = l.node().types().getFirst().shape().get(1);
    LaneWeights weights = weights(l.node(), l.context());
    LaneNest nest = LaneNest.of(l.input(0).layout(), summed, Part.whole(axes(l.node())), weights);
    Tiles taps = Tiles.of(nest.last().taps(), l.target().accumulators());
    int together = Math.max(1, Math.min(4, l.target().accumulators() / taps.size()));
    Tiles vectors = Tiles.of(weights.channels() / lanes, together);
    int outer = Sum.terms(nest.outer());
    vectors.forEach((columns, firstVector, wide) ->
        taps.forEach((blocks, firstTap, block) -> {
          Kernel kernel = kernel(l, nest, block, wide);
          l.items(
              columns * outer * blocks,
              item -> {
                Index t = item.mod(blocks).times(taps.size()).plus(firstTap);
                Sum.Term term = Sum.Term.of(nest.outer(), item.over(blocks));
                Index column = term.rest().times(vectors.size() * lanes).plus(firstVector * lanes);
                Index input = t.times(nest.last().inputTap() * nest.pixel()).plus(term.input());
                Index weight = t.times(nest.tap()).plus(term.weights());
                call(l, kernel, nest, input.plus(column), weight.plus(column), column);
              });
        }));
  }

  private static void call(
      Lowering l, Kernel kernel, LaneNest nest, Index input, Index weight, Index column) {
    List<Index> origin = nest.part().origin();
    Home yGrad = l.input(1);
    l.call(
        kernel,
        List.of(
            nest.input(l.input(0).start(), origin).plus(input),
            nest.part().written(yGrad.start(), yGrad.layout(), origin).plus(column),
            nest.weights(l.result(0).start()).plus(weight)),
        l.rows());
  }

  /** As many pixels written out as the call sites allow. */
  private static Kernel kernel(Lowering l, LaneNest nest, int taps, int vectors) {
    int pixels = Math.min(PIXELS, nest.last().count());
    while (pixels > 1 && sites(l, nest, taps, vectors, pixels) > CallSites.BUDGET) {
      pixels--;
    }
    return l.finish(
        new Tile(l, nest, taps, vectors, pixels).builder(),
        "{@code for samples and pixels: c[t][v] += x[t][v] * yGrad[v]} with "
            + taps
            + " taps x "
            + vectors
            + " vectors of channels.");
  }

  private static int sites(Lowering l, LaneNest nest, int taps, int vectors, int pixels) {
    KernelBuilder builder = new Tile(l, nest, taps, vectors, pixels).builder();
    return CallSites.of(ExpandMath.run(builder.build("")));
  }

  /** One kernel. */
  private static final class Tile {
    private final Lowering l;
    private final LaneNest nest;
    private final int taps;
    private final int vectors;
    private final int pixels;
    private final int lanes;
    private final KernelBuilder k;
    private final Place x;
    private final Place yGrad;
    private final Place wGrad;
    private final Expr.Use[][] c;

    Tile(Lowering l, LaneNest nest, int taps, int vectors, int pixels) {
      this.l = l;
      this.nest = nest;
      this.taps = taps;
      this.vectors = vectors;
      this.pixels = pixels;
      DType type = l.result(0).buffer().dtype();
      this.k = l.kernel("conv_weight_grad_by_channel_" + taps + "x" + vectors);
      this.lanes = k.lanes(type);
      this.x = k.place("x", type);
      this.yGrad = k.place("yGrad", type);
      this.wGrad = k.place("wGrad", type);
      this.c = new Expr.Use[taps][vectors];
    }

    KernelBuilder builder() {
      DType type = l.result(0).buffer().dtype();
      Index rows = k.index("rows");
      for (int t = 0; t < taps; t++) {
        for (int v = 0; v < vectors; v++) {
          c[t][v] = k.variable("c" + t + "_" + v, k.constant(type, 0));
        }
      }
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r -> lines(0, r.times(l.input(0).rowStride()), r.times(l.input(1).rowStride())));
      for (int t = 0; t < taps; t++) {
        for (int v = 0; v < vectors; v++) {
          k.store(wGrad, t * nest.tap() + v * lanes, c[t][v]);
        }
      }
      return k;
    }

    private void lines(int axis, Index input, Index result) {
      Axis a = nest.part().axes().get(axis);
      int inputStep = a.inputStep() * nest.part().strides(nest.layout()).get(axis);
      int resultStep = Image.of(l.input(1).layout()).strides().get(axis);
      Index inputAt = k.let("inputAt", input);
      Index resultAt = k.let("resultAt", result);
      if (axis < nest.part().axes().size() - 1) {
        k.loop(
            "o",
            a.count(),
            o ->
                lines(
                    axis + 1,
                    inputAt.plus(o.times(inputStep)),
                    resultAt.plus(o.times(resultStep))));
        return;
      }
      int whole = a.count() / pixels;
      k.loop(
          "o",
          whole,
          o ->
              sum(
                  pixels,
                  k.let("xAt", inputAt.plus(o.times(pixels * inputStep))),
                  k.let("yAt", resultAt.plus(o.times(pixels * resultStep))),
                  resultStep));
      // C2 compiles a second loop of a method worse: the rest is written out.
      sum(
          a.count() - whole * pixels,
          inputAt.plus(whole * pixels * inputStep),
          resultAt.plus(whole * pixels * resultStep),
          resultStep);
    }

    private void sum(int count, Index input, Index result, int resultStep) {
      TreeMap<Integer, List<int[]>> served = new TreeMap<>();
      for (int p = 0; p < count; p++) {
        for (int t = 0; t < taps; t++) {
          int position = p * nest.last().inputStep() + t * nest.last().inputTap();
          served.computeIfAbsent(position, at -> new ArrayList<>()).add(new int[] {p, t});
        }
      }
      for (int v = 0; v < vectors; v++) {
        int column = v * lanes;
        List<Expr> y = new ArrayList<>();
        for (int p = 0; p < count; p++) {
          y.add(k.let("y" + p, k.load(yGrad, result.plus(p * resultStep + column))));
        }
        int vector = v;
        served.forEach((position, uses) -> {
          Index at = input.plus(position * nest.pixel() + column);
          Expr value = k.let("x", k.load(x, at));
          for (int[] use : uses) {
            Expr.Use sum = c[use[1]][vector];
            k.assign(sum, value.fma(y.get(use[0]), sum));
          }
        });
      }
    }
  }
}
