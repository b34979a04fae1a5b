package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An image whose channels are repeated so that lanes may run along the channels of the result: then
 * a product in groups is a depthwise one, over one more axis that is summed.
 *
 * <pre>spread[r][j] = x[r / (results / groups) * summed + j]
 * </pre>
 *
 * @param summed channels in a group of what is read
 * @param results channels of the result
 */
record Spread(int groups, int summed, int results) {
  /**
   * @param read type of the image that is read
   */
  static Spread of(int groups, TensorType read, int results) {
    return new Spread(groups, read.sampleShape().getFirst() / groups, results);
  }

  /** Whether the image is what it would become, but for the axis of one. */
  boolean isNothing() {
    return summed == 1 && results == groups;
  }

  /** Channels of the result, the summed axis, and then space. */
  TensorType type(TensorType read) {
    List<Dim> sample = new ArrayList<>();
    sample.add(new Dim(results, Axis.CHANNEL));
    sample.add(new Dim(summed, Axis.SPACE));
    sample.addAll(read.sampleDims().subList(1, read.sampleDims().size()));
    return read.withSample(sample);
  }

  /** The kernel that spreads a sample, from place to place. */
  Kernel kernel(Lowering l, Layout from, Layout to, DType type) {
    KernelBuilder k = l.kernel("spread");
    Place source = k.place("from", type);
    Place target = k.place("to", type);
    Image read = Image.of(from);
    Image written = Image.of(to);
    int repeats = results / groups;
    k.loop(
        "j",
        summed,
        j ->
            space(
                k,
                read,
                written,
                0,
                j.times(read.channelStride()).plus(from.offset()),
                j.times(written.strides().getFirst()).plus(to.offset()),
                (fromAt, toAt) ->
                    k.loop(
                        "g",
                        groups,
                        g ->
                            repeat(
                                k,
                                repeats,
                                i ->
                                    k.store(
                                        target,
                                        toAt.plus(g.times(repeats)).plus(i),
                                        k.element(
                                            source,
                                            fromAt.plus(
                                                g.times(summed * read.channelStride()))))))));
    return l.finish(
        k, "Channels of " + groups + " groups, repeated for " + results + " channels of a result.");
  }

  private static void repeat(KernelBuilder k, int count, Consumer<Index> body) {
    if (count == 1) {
      body.accept(Index.ZERO);
    } else {
      k.loop("i", count, body);
    }
  }

  private interface Pixel {
    void at(Index from, Index to);
  }

  private static void space(
      KernelBuilder k, Image read, Image written, int axis, Index from, Index to, Pixel body) {
    Index fromAt = k.let("fromAt", from);
    Index toAt = k.let("toAt", to);
    if (axis == read.sizes().size()) {
      body.at(fromAt, toAt);
      return;
    }
    k.loop(
        "o",
        read.sizes().get(axis),
        o ->
            space(
                k,
                read,
                written,
                axis + 1,
                fromAt.plus(o.times(read.strides().get(axis))),
                toAt.plus(o.times(written.strides().get(axis + 1))),
                body));
  }
}
