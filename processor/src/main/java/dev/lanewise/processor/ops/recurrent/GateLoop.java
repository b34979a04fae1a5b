package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.activation.ActivationRoom;
import java.util.List;

/**
 * The activations of all gates of an LSTM in one loop: a sigmoid is a hyperbolic tangent of other
 * scales, which depend on the gate.
 *
 * <pre>
 * for j in 0 until 4 units step lanes: s = j / units == 2 ? 1 : 1/2; y[j] = (1 - s) + s tanh(s z[j])
 * </pre>
 *
 * <p>Three loops, one for each run of equal functions, cost two more calls, which is a tenth of a
 * step of 16 units.
 */
final class GateLoop {
  private GateLoop() {}

  /** Where no vector holds units of two gates. */
  static boolean applies(Lowering l, LstmCellOp op) {
    int lanes = l.target().lanes(l.result(0).buffer().dtype());
    return op.units() % lanes == 0
        && op.gate().equals(ActivationRoom.function("SIGMOID"))
        && op.squash().equals(ActivationRoom.function("TANH"));
  }

  static void lower(Lowering l, int units) {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel("lstm_gates");
    Place z = k.place("z", type);
    Place y = k.place("gates", type);
    k.loop(
        "j",
        Index.ZERO,
        Index.of(4 * units),
        k.lanes(type),
        j -> {
          Index gate = j.over(units);
          // 0 at the third gate and 1 at all others
          Index other = gate.plus(-2).max(gate.times(-1).plus(2)).min(Index.ONE);
          Expr half = new Expr.FromIndex(other, type).times(0.5);
          Expr shift = k.let("shift", k.broadcast(half));
          Expr scale = k.let("scale", shift.constant(1).minus(shift));
          Expr x = k.let("x", k.load(z, j).times(scale));
          k.store(y, j, x.apply(Expr.UnaryOp.TANH).fma(scale, shift));
        });
    Kernel kernel =
        l.finish(k, "Sigmoid of the gates i, f and o, tanh of g, over 4 units elements.");
    l.eachRow(row -> l.call(kernel, List.of(l.input(0).pixels(row), l.result(2).pixels(row))));
  }
}
