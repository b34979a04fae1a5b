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

/**
 * One LSTM step at batch 1, as many inputs as units. Gates are interleaved by blocks of P units,
 * two vectors, in the order i, f, g, o: weights {@code [units/P][2 units][4][P]}, bias and gates
 * {@code [units/P][4][P]}.
 */
public final class LstmLoops {
  private static final int GATES = 4;
  private static final int VECTORS = 2;

  private final Target target;
  private final int lanes;
  private final int units;
  private final int panel;
  private final int block;

  /**
   * @param units a multiple of two vectors
   */
  public LstmLoops(Target target, int units) {
    this.target = target;
    this.lanes = target.lanes(F32);
    this.units = units;
    this.panel = VECTORS * lanes;
    this.block = GATES * panel;
  }

  /**
   * {@code lstmStep(z, weights, bias, gates, cell, tanhCell, scale, slope, shift, ones, zeros)}.
   */
  public Driver driver() {
    Buffer z = new Buffer("z", F32);
    Buffer weights = new Buffer("weights", F32);
    Buffer bias = new Buffer("bias", F32);
    Buffer gates = new Buffer("gates", F32);
    Buffer cell = new Buffer("cell", F32);
    Buffer tanhCell = new Buffer("tanhCell", F32);
    Buffer scale = new Buffer("scale", F32);
    Buffer slope = new Buffer("slope", F32);
    Buffer shift = new Buffer("shift", F32);
    Buffer ones = new Buffer("ones", F32);
    Buffer zeros = new Buffer("zeros", F32);
    DriverBuilder driver =
        new DriverBuilder(
            "lstmStep",
            List.of(z, weights, bias, gates, cell, tanhCell, scale, slope, shift, ones, zeros),
            List.of());
    driver.loop(
        "b",
        units / panel,
        b ->
            driver.call(
                product(),
                List.of(z, weights, bias, gates),
                b.times(2 * units * block),
                b.times(block)));
    Kernel activate = activate();
    driver.call(activate, List.of(gates, scale, slope, shift), Index.of(GATES * units));
    driver.call(cell(), List.of(gates, cell, tanhCell));
    driver.call(activate, List.of(tanhCell, ones, ones, zeros), Index.of(units));
    driver.call(output(), List.of(gates, tanhCell, z));
    return driver.build("LSTM step, " + units + " inputs and units.\n");
  }

  private Kernel product() {
    KernelBuilder k = new KernelBuilder("gates", target);
    Buffer z = k.buffer("z", F32);
    Buffer w = k.buffer("w", F32);
    Buffer bias = k.buffer("bias", F32);
    Buffer gates = k.buffer("gates", F32);
    Index wAt = k.index("wAt");
    Index at = k.index("at");
    Expr.Use[] sums = new Expr.Use[GATES * VECTORS];
    for (int i = 0; i < sums.length; i++) {
      String name = "ifgo".charAt(i / VECTORS) + "" + i % VECTORS;
      sums[i] = k.variable(name, k.load(bias, at.plus(i * lanes)));
    }
    k.loop(
        "k",
        2 * units,
        row -> {
          Expr value = k.let("v", k.broadcast(z, row));
          for (int i = 0; i < sums.length; i++) {
            Expr weights = k.load(w, wAt.plus(row.times(block)).plus(i * lanes));
            k.assign(sums[i], value.fma(weights, sums[i]));
          }
        });
    for (int i = 0; i < sums.length; i++) {
      k.store(gates, at.plus(i * lanes), sums[i]);
    }
    return Kernels.finish(k, "gates = bias + w z: four gates x " + VECTORS + " vectors of units.");
  }

  /** A sigmoid where scale, slope and shift are 1/2, tanh where they are 1, 1 and 0. */
  private Kernel activate() {
    KernelBuilder k = new KernelBuilder("activate", target);
    Buffer x = k.buffer("x", F32);
    Buffer scale = k.buffer("scale", F32);
    Buffer slope = k.buffer("slope", F32);
    Buffer shift = k.buffer("shift", F32);
    Index n = k.index("n");
    k.loop(
        "i",
        Index.ZERO,
        n,
        lanes,
        i -> {
          Expr tanh = k.load(x, i).times(k.load(scale, i)).apply(Expr.UnaryOp.TANH);
          k.store(x, i, tanh.fma(k.load(slope, i), k.load(shift, i)));
        });
    return Kernels.finish(k, "x = shift + slope tanh(scale x).");
  }

  private Kernel cell() {
    KernelBuilder k = new KernelBuilder("cell", target);
    Buffer gates = k.buffer("gates", F32);
    Buffer cell = k.buffer("cell", F32);
    Buffer tanhCell = k.buffer("tanhCell", F32);
    eachVector(
        k,
        (unit, gate) -> {
          Expr kept = gate(k, gates, gate, 1).times(k.load(cell, unit));
          Expr next = k.let("c", gate(k, gates, gate, 0).fma(gate(k, gates, gate, 2), kept));
          k.store(cell, unit, next);
          k.store(tanhCell, unit, next);
        });
    return Kernels.finish(k, "c = f c + i g; tanhCell receives c, to be activated next.");
  }

  private Kernel output() {
    KernelBuilder k = new KernelBuilder("output", target);
    Buffer gates = k.buffer("gates", F32);
    Buffer tanhCell = k.buffer("tanhCell", F32);
    Buffer z = k.buffer("z", F32);
    eachVector(
        k,
        (unit, gate) ->
            k.store(z, unit.plus(units), gate(k, gates, gate, 3).times(k.load(tanhCell, unit))));
    return Kernels.finish(k, "h = o tanh(c), behind the inputs in z.");
  }

  /** Where a vector of units lies in arrays of units, and where its first gate lies. */
  private interface Body {
    void accept(Index unit, Index gate);
  }

  private void eachVector(KernelBuilder k, Body body) {
    k.loop(
        "b",
        units / panel,
        b -> {
          for (int v = 0; v < VECTORS; v++) {
            body.accept(b.times(panel).plus(v * lanes), b.times(block).plus(v * lanes));
          }
        });
  }

  private Expr gate(KernelBuilder k, Buffer gates, Index at, int gate) {
    return k.load(gates, at.plus(gate * panel));
  }
}
