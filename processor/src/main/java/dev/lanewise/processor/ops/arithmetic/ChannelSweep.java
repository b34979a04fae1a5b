package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Borders;
import dev.lanewise.processor.graph.Home;
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
import dev.lanewise.processor.ops.shape.Nest;
import dev.lanewise.processor.ops.window.PixelSums;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * An elementwise op on interleaved images and numbers by channel, which stay in registers while the
 * loop runs over the pixels:
 *
 * <pre>for a few vectors of channels, for each pixel: y[p][v] = f(x[p][v], s[v], ...)</pre>
 */
final class ChannelSweep {
  /** What an operand is to the images. */
  enum Operand {
    /** An image itself. */
    IMAGE,
    /** One number for each channel, in each sample or for all. */
    CHANNELS,
    /** One number, in each sample or for all. */
    SAME,
    OTHER;

    static Operand of(Node node, int input) {
      TensorType result = node.types().getFirst();
      TensorType type = node.input(input).type();
      List<Integer> shape = type.sampleShape();
      if (type.isBatched() && shape.equals(result.sampleShape())) {
        return IMAGE;
      }
      if (type.sampleSize() == 1) {
        return SAME;
      }
      boolean channels =
          shape.size() == result.sampleShape().size()
              && shape.getFirst().equals(result.sampleShape().getFirst())
              && type.sampleSize() == shape.getFirst();
      return channels ? CHANNELS : OTHER;
    }
  }

  /** Vectors of channels in one loop: more would not be faster, and need more registers. */
  private static final int MOST_VECTORS = 4;

  private final Lowering l;
  private final Node node;
  private final DType type;
  private final int lanes;

  ChannelSweep(Lowering l) {
    this.l = l;
    this.node = l.node();
    this.type = node.types().getFirst().dtype();
    this.lanes = l.target().lanes(type);
  }

  /**
   * The input whose layout decides, the first image; -1 where operands stretch otherwise than by
   * channel.
   */
  static int lead(Node node) {
    TensorType result = node.types().getFirst();
    List<Operand> operands =
        IntStream.range(0, node.inputs().size()).mapToObj(i -> Operand.of(node, i)).toList();
    boolean images =
        result.isBatched() && result.sampleDims().size() > 1 && !operands.contains(Operand.OTHER);
    return images ? operands.indexOf(Operand.IMAGE) : -1;
  }

  private Operand operand(int input) {
    return Operand.of(node, input);
  }

  void lower() {
    int channels = node.types().getFirst().sampleShape().getFirst();
    Tiles tiles = Tiles.of((channels + lanes - 1) / lanes, most());
    List<Consumer<Index>> calls = new ArrayList<>();
    tiles.forEach((count, first, vectors) -> {
      Kernel kernel = l.finish(kernel(vectors), vectors + " vectors of channels, pixel by pixel.");
      calls.add(row ->
          l.driver()
              .loop(
                  "v",
                  count,
                  v -> call(kernel, row, v.times(tiles.size() * lanes).plus(first * lanes))));
    });
    Home y = l.result(0);
    l.eachRow(row -> {
      Borders.clear(l.driver(), y, y.row(row));
      calls.forEach(call -> call.accept(row));
    });
  }

  /** As many vectors as leave the numbers by channel in registers and the loop short. */
  private int most() {
    long kept =
        IntStream.range(0, node.inputs().size()).filter(i -> operand(i) != Operand.IMAGE).count();
    int most = (int) Math.min(MOST_VECTORS, l.target().accumulators() / Math.max(1, kept));
    while (most > 1 && CallSites.of(ExpandMath.run(kernel(most).build(""))) > CallSites.BUDGET) {
      most--;
    }
    return Math.max(1, most);
  }

  private void call(Kernel kernel, Index row, Index column) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Home home = l.input(i);
      Place sample = node.input(i).type().isBatched() ? home.at(row) : home.start();
      places.add(
          switch (operand(i)) {
            case IMAGE -> sample.plus(column.plus(home.layout().offset()));
            case CHANNELS -> sample.plus(column);
            case SAME, OTHER -> sample;
          });
    }
    Home y = l.result(0);
    places.add(y.at(row).plus(column.plus(y.layout().offset())));
    l.call(kernel, places);
  }

  private KernelBuilder kernel(int vectors) {
    KernelBuilder k = l.kernel(node.op().mnemonic() + vectors);
    List<Place> inputs = new ArrayList<>();
    List<List<Expr>> kept = new ArrayList<>();
    List<Layout> layouts = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      inputs.add(k.place("x" + i, type));
    }
    List<Place> images = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      kept.add(kept(k, i, inputs.get(i), vectors));
      if (operand(i) == Operand.IMAGE) {
        images.add(inputs.get(i));
        layouts.add(l.input(i).layout());
      }
    }
    images.add(k.place("y", type));
    layouts.add(l.result(0).layout());
    pixels(k, PixelSums.pixels(layouts), 0, images, at -> store(k, at, kept, vectors));
    return k;
  }

  /** What an operand is to all pixels, a register for each vector; null for an image. */
  private List<Expr> kept(KernelBuilder k, int input, Place from, int vectors) {
    List<Expr> registers = new ArrayList<>();
    if (operand(input) == Operand.SAME) {
      Expr same = k.let("s" + input, k.broadcast(k.element(from)));
      IntStream.range(0, vectors).forEach(v -> registers.add(same));
    }
    for (int v = 0; v < vectors && operand(input) == Operand.CHANNELS; v++) {
      registers.add(k.let("s" + input + "_" + v, k.load(from, Index.of(v * lanes))));
    }
    return registers;
  }

  private void pixels(
      KernelBuilder k, Nest nest, int depth, List<Place> at, Consumer<List<Place>> body) {
    if (depth == nest.axes().size()) {
      body.accept(at);
      return;
    }
    Nest.Axis axis = nest.axes().get(depth);
    k.loop(
        "p",
        axis.size(),
        p -> {
          List<Place> inner = new ArrayList<>();
          for (int i = 0; i < at.size(); i++) {
            Place place = at.get(i).plus(p.times(axis.strides().get(i)));
            String name = place.buffer().name() + "Pixel";
            inner.add(new Place(place.buffer(), k.let(name, place.at())));
          }
          pixels(k, nest, depth + 1, inner, body);
        });
  }

  private void store(KernelBuilder k, List<Place> at, List<List<Expr>> kept, int vectors) {
    for (int v = 0; v < vectors; v++) {
      List<Expr> values = new ArrayList<>();
      int image = 0;
      for (List<Expr> registers : kept) {
        values.add(
            registers.isEmpty()
                ? k.let("a", k.load(at.get(image++), Index.of(v * lanes)))
                : registers.get(v));
      }
      k.store(at.getLast(), Index.of(v * lanes), Stretching.apply(k, node, values));
    }
  }
}
