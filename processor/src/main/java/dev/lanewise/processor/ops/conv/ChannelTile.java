package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The kernel of {@link ChannelProducts}: the sums of a few taps for one or a few vectors of
 * channels, over all samples and pixels.
 */
final class ChannelTile {
  /** Pixels of a line that are written out, so that neighbouring taps share what they load. */
  private static final int PIXELS = 4;

  private static final int CACHE_LINE = 64;

  /** Sums side by side that hide the latency of a multiply-add. */
  private static final int ENOUGH = 8;

  /**
   * What one kernel holds in registers.
   *
   * @param lines of taps
   * @param taps of a line
   * @param vectors of channels
   * @param pixels that are written out
   */
  record Shape(int lines, int taps, int vectors, int pixels) {
    /**
     * The one that waits least for what it loads, among those that read whole cache lines.
     *
     * <p>Measured at 512 bits, 3x3, three lines of taps by one vector against one line by four: 1.6
     * to 2.0 ms against 2.1 to 2.3 ms on 128 channels of 56 x 56 pixels and four samples, 28 us
     * against 32 us on 32 channels of 27 x 27, 5x5 within 5%. At 256 bits with 16 registers, two
     * lines by half a cache line take 1.2 times as long as one line by a whole one.
     */
    static Shape best(Lowering l, LaneNest nest, Sum lines) {
      int most = l.target().accumulators();
      int taps = Tiles.of(nest.last().taps(), most).size();
      int all = nest.weights().channels() / lanes(l);
      List<Shape> shapes = new ArrayList<>();
      for (int high = 1; high <= Math.min(lines.count(), most / taps); high++) {
        int even = Tiles.of(lines.count(), high).size();
        int wide = Math.min(4, Math.min(all, most / taps / even));
        int least = Math.min(Math.min(4, all), cacheLine(l));
        for (int vectors = high == 1 ? Math.min(least, wide) : least; vectors <= wide; vectors++) {
          shapes.add(of(l, nest, lines, even, taps, vectors));
        }
      }
      return Collections.min(shapes, Comparator.comparingDouble(shape -> shape.cost(nest)));
    }

    /** Vectors of one. */
    private static int cacheLine(Lowering l) {
      int bytes = l.result(0).buffer().dtype() == DType.F64 ? 8 : 4;
      return Math.max(1, CACHE_LINE / (bytes * lanes(l)));
    }

    /** With as many pixels written out as the call sites allow. */
    static Shape of(Lowering l, LaneNest nest, Sum lines, int high, int taps, int vectors) {
      int pixels = Math.min(PIXELS, nest.last().count());
      Shape shape = new Shape(high, taps, vectors, pixels);
      while (shape.pixels > 1 && shape.sites(l, nest, lines) > CallSites.BUDGET) {
        shape = new Shape(high, taps, vectors, shape.pixels - 1);
      }
      return shape;
    }

    private int sites(Lowering l, LaneNest nest, Sum lines) {
      return CallSites.of(
          ExpandMath.run(new ChannelTile(l, nest, lines, this).builder().build("")));
    }

    /** Of a multiply-add: one load takes as long as one, and {@link #ENOUGH} chains hide it. */
    private double cost(LaneNest nest) {
      Axis last = nest.last();
      Set<Integer> positions = new HashSet<>();
      for (int p = 0; p < pixels; p++) {
        for (int t = 0; t < taps; t++) {
          positions.add(p * last.inputStep() + t * last.inputTap());
        }
      }
      double loads = lines * positions.size() + pixels;
      double waiting = Math.max(1, (double) ENOUGH / (lines * taps * vectors));
      return waiting + loads / (lines * taps * pixels);
    }
  }

  private final Lowering l;
  private final LaneNest nest;
  private final Sum lines;
  private final Shape shape;
  private final int lanes;
  private final KernelBuilder k;
  private final Place x;
  private final Place yGrad;
  private final Place wGrad;
  private final Expr.Use[][][] c;

  ChannelTile(Lowering l, LaneNest nest, Sum lines, Shape shape) {
    this.l = l;
    this.nest = nest;
    this.lines = lines;
    this.shape = shape;
    DType type = l.result(0).buffer().dtype();
    this.k =
        l.kernel(
            "conv_weight_grad_by_channel_%dx%dx%d"
                .formatted(shape.lines, shape.taps, shape.vectors));
    this.lanes = k.lanes(type);
    this.x = k.place("x", type);
    this.yGrad = k.place("yGrad", type);
    this.wGrad = k.place("wGrad", type);
    this.c = new Expr.Use[shape.lines][shape.taps][shape.vectors];
  }

  KernelBuilder builder() {
    DType type = l.result(0).buffer().dtype();
    Index rows = k.index("rows");
    each((line, t, v) ->
        c[line][t][v] = k.variable("c" + line + "_" + t + "_" + v, k.constant(type, 0)));
    k.loop(
        "r",
        Index.ZERO,
        rows,
        1,
        r -> pixels(0, r.times(l.input(0).rowStride()), r.times(l.input(1).rowStride())));
    each((line, t, v) ->
        k.store(wGrad, line * lines.weights() + t * nest.tap() + v * lanes, c[line][t][v]));
    return k;
  }

  private interface Each {
    void at(int line, int tap, int vector);
  }

  private void each(Each body) {
    for (int line = 0; line < shape.lines; line++) {
      for (int t = 0; t < shape.taps; t++) {
        for (int v = 0; v < shape.vectors; v++) {
          body.at(line, t, v);
        }
      }
    }
  }

  private void pixels(int axis, Index input, Index result) {
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
              pixels(
                  axis + 1, inputAt.plus(o.times(inputStep)), resultAt.plus(o.times(resultStep))));
      return;
    }
    int whole = a.count() / shape.pixels;
    k.loop(
        "o",
        whole,
        o ->
            sum(
                shape.pixels,
                k.let("xAt", inputAt.plus(o.times(shape.pixels * inputStep))),
                k.let("yAt", resultAt.plus(o.times(shape.pixels * resultStep))),
                resultStep));
    // C2 compiles a second loop of a method worse: the rest is written out.
    sum(
        a.count() - whole * shape.pixels,
        inputAt.plus(whole * shape.pixels * inputStep),
        resultAt.plus(whole * shape.pixels * resultStep),
        resultStep);
  }

  private void sum(int count, Index input, Index result, int resultStep) {
    TreeMap<Integer, List<int[]>> served = new TreeMap<>();
    for (int p = 0; p < count; p++) {
      for (int t = 0; t < shape.taps; t++) {
        int position = p * nest.last().inputStep() + t * nest.last().inputTap();
        served.computeIfAbsent(position, at -> new ArrayList<>()).add(new int[] {p, t});
      }
    }
    for (int v = 0; v < shape.vectors; v++) {
      int column = v * lanes;
      List<Expr> y = new ArrayList<>();
      for (int p = 0; p < count; p++) {
        y.add(k.let("y" + p, k.load(yGrad, result.plus(p * resultStep + column))));
      }
      for (int line = 0; line < shape.lines; line++) {
        Expr.Use[][] sums = c[line];
        int vector = v;
        Index from = input.plus(line * lines.input() + column);
        served.forEach((position, uses) -> {
          Expr value = k.let("x", k.load(x, from.plus(position * nest.pixel())));
          for (int[] use : uses) {
            Expr.Use sum = sums[use[1]][vector];
            k.assign(sum, value.fma(y.get(use[0]), sum));
          }
        });
      }
    }
  }

  private static int lanes(Lowering l) {
    return l.target().lanes(l.result(0).buffer().dtype());
  }
}
