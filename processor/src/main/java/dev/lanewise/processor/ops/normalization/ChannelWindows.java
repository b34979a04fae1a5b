package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Borders;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.UnaryOp;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sums over windows of neighbouring channels, for some pixels of a line at a time: what is added up
 * is first laid into frames, one a pixel, in which zeros stand before and behind the channels, so
 * that lanes run along channels and each window is a few vectors that overlap.
 *
 * <pre>
 * frame   [zeros][channels][zeros]     sum[c] = frame[c - before] + ... + frame[c + after]
 * </pre>
 */
abstract class ChannelWindows implements RowAlgorithm {
  /** Pixels whose frames stay in the first-level cache up to about a hundred channels. */
  private static final int PIXELS = 32;

  /** Channels of a window that are added without a loop. */
  private static final int MOST_UNROLLED = 9;

  /** Of a pixel: one for squares or logarithms, one for divisors or what is added up next. */
  private static final int FRAMES = 2;

  /** A kernel, and the images it is called with. */
  record Step(Kernel kernel, List<Home> images) {}

  /** What is done, one after the other, with neighbouring pixels. */
  abstract List<Step> steps(Lowering l, int pixels);

  static LocalResponse rule(Node node) {
    return ((LocalResponseOp) node.op()).rule();
  }

  @Override
  public String name() {
    return "windows of channels";
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    return ChannelImages.interleaved(node.input(input).type(), actual, false, context);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    return Optional.of(ChannelImages.plain(node.input(input).type(), false, context));
  }

  /** A pad of zero over a number above zero is zero. */
  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    boolean zero = inputs.stream().allMatch(Layout::zeroPads);
    return List.of(ChannelImages.result(node.types().getFirst(), wish, zero, context));
  }

  private static Tiles blocks(Node node) {
    return Tiles.of(node.types().getFirst().last().size(), PIXELS);
  }

  private static int margin(LocalResponse rule, int lanes) {
    return (rule.before() + lanes - 1) / lanes * lanes;
  }

  private static int padded(Node node, int lanes) {
    return (node.types().getFirst().sampleShape().getFirst() + lanes - 1) / lanes * lanes;
  }

  private static int frame(Node node, LocalResponse rule, int lanes) {
    return padded(node, lanes) + 2 * margin(rule, lanes);
  }

  @Override
  public int scratch(Node node, Context context) {
    int lanes = context.target().lanes(node.types().getFirst().dtype());
    int pixels = Math.multiplyExact(blocks(node).size(), FRAMES);
    return Math.multiplyExact(pixels, frame(node, rule(node), lanes));
  }

  @Override
  public void lower(Lowering l) {
    List<Integer> sizes = Image.of(l.result(0).layout()).sizes();
    List<Consumer<Index>> work = new ArrayList<>();
    blocks(l.node())
        .forEach((count, first, pixels) -> {
          int size = blocks(l.node()).size();
          List<Step> steps = steps(l, pixels);
          work.add(row ->
              LoopNest.write(
                  sizes.size() - 1,
                  (axis, body) -> l.driver().loop("o", sizes.get(axis), body),
                  outer ->
                      l.driver()
                          .loop(
                              "p",
                              count,
                              p -> call(l, steps, row, outer, p.times(size).plus(first)))));
        });
    Home y = l.result(0);
    l.eachRow(row -> {
      Borders.clear(l.driver(), y, y.row(row));
      Index all = Index.of(scratch(l.node(), l.context()));
      l.driver().clear(l.scratch().buffer(), l.scratch().row(row), all);
      work.forEach(pixels -> pixels.accept(row));
    });
  }

  private static void call(
      Lowering l, List<Step> steps, Index row, List<Index> outer, Index pixel) {
    List<Index> at = new ArrayList<>(outer);
    at.add(pixel);
    for (Step step : steps) {
      List<Place> places = new ArrayList<>();
      for (Home image : step.images) {
        Index offset = Index.of(image.layout().offset());
        for (int axis = 0; axis < at.size(); axis++) {
          int stride = Image.of(image.layout()).strides().get(axis);
          offset = offset.plus(at.get(axis).times(stride));
        }
        places.add(image.at(row).plus(offset));
      }
      places.add(l.scratch().at(row));
      l.call(step.kernel, places);
    }
  }

  /** Writes a step for each pixel and vector of channels. */
  static final class Writer {
    private final Lowering l;
    private final LocalResponse rule;
    private final int pixels;
    private final DType type;
    private final int lanes;
    private KernelBuilder k;
    private List<Place> images;
    private List<Integer> strides;
    private Place scratch;
    private Index pixel;
    private Index channel;

    Writer(Lowering l, LocalResponse rule, int pixels) {
      this.l = l;
      this.rule = rule;
      this.pixels = pixels;
      this.type = l.result(0).buffer().dtype();
      this.lanes = l.target().lanes(type);
    }

    Step step(String name, String comment, List<Home> homes, Consumer<Writer> body) {
      k = l.kernel(name + pixels);
      images = new ArrayList<>();
      strides = homes.stream().map(h -> Image.of(h.layout()).strides().getLast()).toList();
      homes.forEach(home -> images.add(k.place("x" + images.size(), type)));
      scratch = k.place("s", type);
      k.loop(
          "c",
          Index.ZERO,
          Index.of(padded(l.node(), lanes)),
          lanes,
          c ->
              k.loop(
                  "p",
                  pixels,
                  p -> {
                    channel = c;
                    pixel = p;
                    body.accept(this);
                  }));
      return new Step(l.finish(k, comment), homes);
    }

    Expr load(int image) {
      return let("x" + image, k.load(images.get(image), at(image)));
    }

    void store(int image, Expr value) {
      k.store(images.get(image), at(image), value);
    }

    private Index at(int image) {
      return pixel.times(strides.get(image)).plus(channel);
    }

    Expr let(String name, Expr value) {
      return k.let(name, value);
    }

    /** A frame's value at this place. */
    Expr inFrame(int number) {
      return k.load(scratch, framed(number));
    }

    /** Lays a vector into a frame. */
    void frame(int number, Expr value) {
      k.store(scratch, framed(number), value);
    }

    /** The same with zeros where there are no channels. */
    void frameChannels(int number, Expr value) {
      int channels = l.node().types().getFirst().sampleShape().getFirst();
      Expr valid = new Expr.FromIndex(channel.times(-1).plus(channels), type);
      frame(number, channels % lanes == 0 ? value : k.fillFrom(valid, let("value", value), 0));
    }

    private Index framed(int number) {
      int frame = ChannelWindows.frame(l.node(), rule, lanes);
      int first = number * blocks(l.node()).size() * frame + margin(rule, lanes);
      return pixel.times(frame).plus(channel.plus(first));
    }

    /** The sum of a frame's vectors from some channels before to some behind. */
    Expr window(int number, int before, int after) {
      Index from = framed(number).plus(-before);
      if (rule.size() <= MOST_UNROLLED) {
        Expr sum = let("n0", k.load(scratch, from));
        for (int i = 1; i <= before + after; i++) {
          sum = let("n" + i, sum.plus(k.load(scratch, from.plus(i))));
        }
        return sum;
      }
      Expr.Use sum = k.variable("sum", k.constant(type, 0));
      k.loop("j", rule.size(), j -> k.assign(sum, sum.plus(k.load(scratch, from.plus(j)))));
      return sum;
    }

    /**
     * Leaves the divisors in frame 1, and where the power takes one, {@code -beta log d} in frame
     * 0: logarithm and exponential would not fit into one kernel.
     *
     * @param x the image of their squares
     */
    List<Step> divisors(Home x) {
      List<Step> steps = new ArrayList<>();
      steps.add(
          step(
              "squares",
              "The squares of some pixels, in frames of zeros.",
              List.of(x),
              w -> {
                Expr value = w.load(0);
                w.frameChannels(0, value.times(value));
              }));
      steps.add(
          step(
              "divisors",
              "d = k + share times the sum of a window.",
              List.of(),
              w -> {
                Expr sum = w.window(0, rule.before(), rule.after());
                w.frame(1, sum.fma(sum.constant(rule.share()), sum.constant(rule.k())));
              }));
      if (rule.byLogarithm()) {
        steps.add(
            step(
                "logarithms",
                "-beta log d.",
                List.of(),
                w -> w.frame(0, w.inFrame(1).apply(UnaryOp.LOG).times(-rule.beta()))));
      }
      return steps;
    }

    /** {@code x / d^beta}. */
    Expr divided(Expr x) {
      return rule.byLogarithm()
          ? x.times(inFrame(0).apply(UnaryOp.EXP))
          : rule.byRoots(k, x, inFrame(1));
    }
  }
}
