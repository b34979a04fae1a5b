package dev.lanewise.benchmarks.gate.loops;

import static dev.lanewise.processor.loop.DType.F32;

import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Target;
import java.util.List;

/**
 * Direct 3x3 convolution, stride 1, with bias and ReLU. Layouts for L lanes and panels of P output
 * channels: input {@code [C/L][size+2][size+2][L]}, weights {@code [C/P][C/L][3][3*L][P]}, output
 * {@code [C/L][size][size][L]}.
 */
public final class DirectConvLoops {
  private final Target target;
  private final Tiling tiling;
  private final int lanes;
  private final int panel;
  private final int channels;
  private final int size;

  /**
   * @param channels of input and output, a multiple of two vectors
   * @param size rows and columns of the output
   */
  public DirectConvLoops(Target target, int channels, int size) {
    this.target = target;
    this.tiling = Tiling.of(target);
    this.lanes = tiling.lanes();
    this.panel = tiling.panel();
    this.channels = channels;
    this.size = size;
  }

  /** {@code directConv(in, weights, bias, out)}. */
  public Driver driver() {
    List<Buffer> buffers =
        List.of(
            new Buffer("in", F32),
            new Buffer("weights", F32),
            new Buffer("bias", F32),
            new Buffer("out", F32));
    DriverBuilder driver = new DriverBuilder("directConv", buffers, List.of());
    driver.loop(
        "ob",
        channels / panel,
        ob ->
            driver.loop(
                "oh",
                size,
                oh ->
                    tiling.forEach(
                        driver,
                        "ow",
                        size,
                        (pixels, ow) -> driver.call(tile(pixels), buffers, ob, oh, ow))));
    return driver.build("3x3 convolution, " + channels + " channels, " + size + "x" + size + ".\n");
  }

  /** The loop over input channels and kernel columns is one contiguous counted loop. */
  private Kernel tile(int pixels) {
    KernelBuilder k = new KernelBuilder("direct_" + pixels + "x" + Tiling.VECTORS, target);
    Buffer in = k.buffer("in", F32);
    Buffer w = k.buffer("w", F32);
    Buffer bias = k.buffer("bias", F32);
    Buffer out = k.buffer("out", F32);
    Index ob = k.index("ob");
    Index oh = k.index("oh");
    Index ow = k.index("ow");
    int columns = 3 * lanes;
    Accumulators c =
        Accumulators.of(
            k, pixels, v -> k.let("b" + v, k.load(bias, ob.times(panel).plus(v * lanes))));
    Index panelAt = k.let("panelAt", ob.times(channels * 9 * panel));
    k.loop(
        "r",
        channels / lanes * 3,
        r -> {
          Index row = r.over(3).times(size + 2).plus(oh).plus(r.mod(3));
          Index inAt = k.let("inAt", row.times(size + 2).plus(ow).times(lanes));
          Index wAt = k.let("wAt", panelAt.plus(r.times(columns * panel)));
          k.loop(
              "kc",
              columns,
              kc -> c.multiplyAdd(in, inAt.plus(kc), lanes, w, wAt.plus(kc.times(panel))));
        });
    c.forEach((p, v, sum) -> {
      Index row = ob.times(Tiling.VECTORS).plus(v).times(size).plus(oh);
      k.store(out, row.times(size).plus(ow).plus(p).times(lanes), sum.max(sum.constant(0)));
    });
    return Kernels.finish(
        k, pixels + " pixels x " + Tiling.VECTORS + " vectors of output channels.");
  }
}
