package dev.lanewise.benchmarks.gate.loops;

import static dev.lanewise.processor.loop.DType.F32;

import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Target;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The convolution of {@link DirectConvLoops} by Winograd F(4x4, 3x3): transform the input's 6x6
 * tiles, 36 matrix products, transform back. Weights come transformed, {@code [36][C/P][C][P]};
 * scratch {@code inputs} and {@code products} are {@code [36][tiles][C]}, {@code tile} is {@code
 * [6][6][L]}.
 *
 * <p>A transform takes two kernels, columns and then rows, where the hand-written one takes two
 * loops in one method: a kernel has one loop.
 */
public final class WinogradLoops {
  private static final int EDGE = 6;
  private static final int STEP = 4;

  private final Target target;
  private final Tiling tiling;
  private final int lanes;
  private final int panel;
  private final int channels;
  private final int size;
  private final int across;
  private final int tiles;

  /**
   * @param channels of input and output, a multiple of two vectors
   * @param size rows and columns of the output, a multiple of 4
   */
  public WinogradLoops(Target target, int channels, int size) {
    this.target = target;
    this.tiling = Tiling.of(target);
    this.lanes = tiling.lanes();
    this.panel = tiling.panel();
    this.channels = channels;
    this.size = size;
    this.across = size / STEP;
    this.tiles = across * across;
  }

  /** {@code winogradConv(in, weights, bias, out, inputs, products, tile)}. */
  public Driver driver() {
    Buffer in = new Buffer("in", F32);
    Buffer weights = new Buffer("weights", F32);
    Buffer bias = new Buffer("bias", F32);
    Buffer out = new Buffer("out", F32);
    Buffer inputs = new Buffer("inputs", F32);
    Buffer products = new Buffer("products", F32);
    Buffer tile = new Buffer("tile", F32);
    DriverBuilder driver =
        new DriverBuilder(
            "winogradConv", List.of(in, weights, bias, out, inputs, products, tile), List.of());
    eachTile(
        driver,
        (block, at) -> {
          Index corner = block.times(size + 2).plus(at.row()).times(size + 2).plus(at.column());
          driver.call(inputColumns(), List.of(in, tile), corner.times(lanes));
          driver.call(inputRows(), List.of(tile, inputs), at.scratch().plus(block.times(lanes)));
        });
    driver.loop(
        "e",
        EDGE * EDGE,
        e ->
            driver.loop(
                "ob",
                channels / panel,
                ob ->
                    tiling.forEach(
                        driver,
                        "t",
                        tiles,
                        (count, t) ->
                            driver.call(
                                product(count),
                                List.of(inputs, weights, products),
                                e.times(tiles).plus(t).times(channels),
                                e.times(channels / panel).plus(ob).times(channels * panel),
                                ob.times(panel)))));
    eachTile(
        driver,
        (block, at) -> {
          driver.call(
              outputColumns(), List.of(products, tile), at.scratch().plus(block.times(lanes)));
          Index corner = block.times(size).plus(at.row()).times(size).plus(at.column());
          driver.call(
              outputRows(), List.of(tile, bias, out), block.times(lanes), corner.times(lanes));
        });
    return driver.build(
        "3x3 convolution by Winograd, " + channels + " channels, " + size + "x" + size + ".\n");
  }

  /** First row and column of a tile, and where it lies in the first of the 36 scratch matrices. */
  private record At(Index row, Index column, Index scratch) {}

  private void eachTile(DriverBuilder driver, BiConsumer<Index, At> body) {
    driver.loop(
        "block",
        channels / lanes,
        block ->
            driver.loop(
                "ty",
                across,
                ty ->
                    driver.loop(
                        "tx",
                        across,
                        tx ->
                            body.accept(
                                block,
                                new At(
                                    ty.times(STEP),
                                    tx.times(STEP),
                                    ty.times(across).plus(tx).times(channels))))));
  }

  private Kernel inputColumns() {
    KernelBuilder k = new KernelBuilder("inputColumns", target);
    Buffer in = k.buffer("in", F32);
    Buffer tile = k.buffer("tile", F32);
    Index inAt = k.index("inAt");
    k.loop(
        "x",
        EDGE,
        x -> {
          Index column = x.times(lanes);
          Expr[] d = load(k, in, inAt.plus(column), (size + 2) * lanes);
          store(k, tile, column, EDGE * lanes, input(d));
        });
    return Kernels.finish(k, "The six columns of a tile, each by B'.");
  }

  private Kernel inputRows() {
    KernelBuilder k = new KernelBuilder("inputRows", target);
    Buffer tile = k.buffer("tile", F32);
    Buffer inputs = k.buffer("inputs", F32);
    Index at = k.index("at");
    k.loop(
        "y",
        EDGE,
        y -> {
          Expr[] d = load(k, tile, y.times(EDGE * lanes), lanes);
          store(k, inputs, at.plus(y.times(EDGE * tiles * channels)), tiles * channels, input(d));
        });
    return Kernels.finish(k, "The six rows of a tile, each by B.");
  }

  private Kernel product(int count) {
    KernelBuilder k = new KernelBuilder("product_" + count + "x" + Tiling.VECTORS, target);
    Buffer inputs = k.buffer("inputs", F32);
    Buffer w = k.buffer("w", F32);
    Buffer products = k.buffer("products", F32);
    Index at = k.index("at");
    Index wAt = k.index("wAt");
    Index column = k.index("column");
    Accumulators c = Accumulators.of(k, count, v -> k.constant(F32, 0));
    k.loop(
        "k",
        channels,
        i -> c.multiplyAdd(inputs, at.plus(i), channels, w, wAt.plus(i.times(panel))));
    Index to = k.let("to", at.plus(column));
    c.forEach((t, v, sum) -> k.store(products, to.plus(t * channels + v * lanes), sum));
    return Kernels.finish(k, count + " tiles x " + Tiling.VECTORS + " vectors of channels.");
  }

  private Kernel outputColumns() {
    KernelBuilder k = new KernelBuilder("outputColumns", target);
    Buffer products = k.buffer("products", F32);
    Buffer tile = k.buffer("tile", F32);
    Index at = k.index("at");
    k.loop(
        "x",
        EDGE,
        x -> {
          Expr[] m = load(k, products, at.plus(x.times(tiles * channels)), EDGE * tiles * channels);
          store(k, tile, x.times(lanes), EDGE * lanes, output(m));
        });
    return Kernels.finish(k, "The six columns of a tile, each by A'.");
  }

  private Kernel outputRows() {
    KernelBuilder k = new KernelBuilder("outputRows", target);
    Buffer tile = k.buffer("tile", F32);
    Buffer bias = k.buffer("bias", F32);
    Buffer out = k.buffer("out", F32);
    Index channel = k.index("channel");
    Index outAt = k.index("outAt");
    Expr b = k.let("b", k.load(bias, channel));
    k.loop(
        "y",
        STEP,
        y -> {
          Expr[] sums = output(load(k, tile, y.times(EDGE * lanes), lanes));
          for (int i = 0; i < sums.length; i++) {
            Expr sum = sums[i].plus(b);
            sums[i] = sum.max(sum.constant(0));
          }
          store(k, out, outAt.plus(y.times(size * lanes)), lanes, sums);
        });
    return Kernels.finish(k, "The four rows of a tile, each by A, with bias and ReLU.");
  }

  private static Expr[] load(KernelBuilder k, Buffer buffer, Index at, int stride) {
    Expr[] d = new Expr[EDGE];
    for (int i = 0; i < EDGE; i++) {
      d[i] = k.let("d" + i, k.load(buffer, at.plus(i * stride)));
    }
    return d;
  }

  private static void store(KernelBuilder k, Buffer buffer, Index at, int stride, Expr[] values) {
    for (int i = 0; i < values.length; i++) {
      k.store(buffer, at.plus(i * stride), values[i]);
    }
  }

  /** B' d. */
  private static Expr[] input(Expr[] d) {
    return new Expr[] {
      d[0].times(4).minus(d[2].times(5)).plus(d[4]),
      d[3].plus(d[4]).minus(d[1].plus(d[2]).times(4)),
      d[1].minus(d[2]).times(4).plus(d[4].minus(d[3])),
      d[3].minus(d[1]).times(2).plus(d[4].minus(d[2])),
      d[1].minus(d[3]).times(2).plus(d[4].minus(d[2])),
      d[1].times(4).minus(d[3].times(5)).plus(d[5]),
    };
  }

  /** A' m. */
  private static Expr[] output(Expr[] m) {
    return new Expr[] {
      m[0].plus(m[1]).plus(m[2]).plus(m[3]).plus(m[4]),
      m[1].minus(m[2]).plus(m[3].minus(m[4]).times(2)),
      m[1].plus(m[2]).plus(m[3].plus(m[4]).times(4)),
      m[1].minus(m[2]).plus(m[3].minus(m[4]).times(8)).plus(m[5]),
    };
  }
}
