package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.loop.pass.ExpandMath;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel that walks down the lines of a plane, a few vectors wide. Each line is loaded once for
 * all results that it is a part of, and those wait in registers:
 *
 * <pre>
 * for each line i:
 *   y[i - 2] = c[0] + line i * w[2]; c[0] = c[1] + line i * w[1]; c[1] = bias + line i * w[0]
 * </pre>
 *
 * Results before the first line are stored to the first, which is stored last.
 */
final class PlaneWalk {
  private final Lowering l;
  private final PixelRun run;
  private final Kernel kernel;

  private PlaneWalk(Lowering l, PixelRun run, Kernel kernel) {
    this.l = l;
    this.run = run;
    this.kernel = kernel;
  }

  /** As many as cover a line of results. */
  static List<PlaneWalk> all(Lowering l, Plane plane) {
    DType type = l.result(0).buffer().dtype();
    FusedOp fused = FusedOp.of(l.node());
    int lanes = l.target().lanes(type);
    int line = plane.along().output();
    int most = vectors(fused, type, l.target());
    List<PlaneWalk> walks = new ArrayList<>();
    for (PixelRun run : PixelRun.of(Tiles.of(Math.ceilDiv(line, lanes), most), line, lanes)) {
      String name = fused.mnemonic() + "_" + run.pixels().size();
      KernelBuilder k = l.kernel(name);
      new Body(k, fused, plane, type).write(run.pixels());
      walks.add(
          new PlaneWalk(
              l, run, l.finish(k, "{@code for lines: c[line + tap] += x[line] * w[tap]}.")));
    }
    return walks;
  }

  /**
   * Vectors side by side, as many as hide the latency of their sums and leave the call sites of an
   * epilogue room; perhaps none.
   */
  static int vectors(FusedOp fused, DType type, Target target) {
    Plane plane = Plane.of((ConvOp) fused.root());
    for (int vectors = target.accumulators() / 4; vectors > 0; vectors--) {
      KernelBuilder k = new KernelBuilder("probe", target);
      List<Integer> pixels = new ArrayList<>();
      for (int v = 0; v < vectors; v++) {
        pixels.add(v * target.lanes(type));
      }
      new Body(k, fused, plane, type).write(pixels);
      if (CallSites.of(ExpandMath.run(k.build(""))) <= CallSites.BUDGET) {
        return vectors;
      }
    }
    return 0;
  }

  /**
   * Computes the lines of one filter.
   *
   * @param plane with its border
   * @param result its first pixel
   */
  void call(Place plane, Index filter, Place result) {
    ConvOp op = (ConvOp) FusedOp.of(l.node()).root();
    int taps = l.node().input(1).type().size() / op.filters();
    l.driver()
        .loop(
            "p",
            run.count(),
            p -> {
              Index pixel = p.times(run.step()).plus(run.first());
              List<Place> places = new ArrayList<>();
              places.add(plane.plus(pixel));
              places.add(l.input(1).start().plus(filter.times(taps)));
              places.add(result.plus(pixel));
              if (op.bias()) {
                places.add(l.input(2).start().plus(filter));
              }
              l.call(kernel, places);
            });
  }

  private record Body(KernelBuilder k, FusedOp fused, Plane plane, DType type) {
    private int rows() {
      return plane.down().kernel();
    }

    private int columns() {
      return plane.along().kernel();
    }

    void write(List<Integer> pixels) {
      Place x = k.place("x", type);
      Place w = k.place("w", type);
      Place y = k.place("y", type);
      Expr start =
          fused.rootInputs() > 2
              ? k.let("b", k.broadcast(k.element(k.place("bias", type))))
              : k.constant(type, 0);
      Expr[] taps = new Expr[rows() * columns()];
      for (int t = 0; t < taps.length; t++) {
        taps[t] = k.let("w" + t, k.broadcast(k.element(w, t)));
      }
      List<List<Expr.Use>> sums = new ArrayList<>();
      for (int v = 0; v < pixels.size(); v++) {
        List<Expr.Use> c = new ArrayList<>();
        for (int row = 1; row < rows(); row++) {
          c.add(k.variable("c" + v + "_" + row, start));
        }
        sums.add(c);
      }
      k.loop(
          "i",
          plane.lines(),
          i -> {
            Index read = k.let("read", i.times(plane.stride()));
            Index line = i.plus(1 - rows()).max(Index.ZERO);
            Index written = k.let("written", line.times(plane.along().output()));
            for (int v = 0; v < pixels.size(); v++) {
              Expr result = line(sums.get(v), start, x, taps, read.plus(pixels.get(v)));
              k.store(y, written.plus(pixels.get(v)), result);
            }
          });
    }

    /** Adds one line to all sums, of which the first is then complete. */
    private Expr line(List<Expr.Use> c, Expr start, Place x, Expr[] taps, Index at) {
      List<Expr> pixels = new ArrayList<>();
      for (int t = 0; t < columns(); t++) {
        pixels.add(k.let("x", k.load(x, at.plus(t * plane.along().dilation()))));
      }
      Expr complete = k.let("y", add(c.isEmpty() ? start : c.getFirst(), pixels, taps, rows() - 1));
      for (int i = 0; i < c.size(); i++) {
        Expr before = i + 1 < c.size() ? c.get(i + 1) : start;
        k.assign(c.get(i), add(before, pixels, taps, rows() - 2 - i));
      }
      return fused.epilogue(k, complete, PlanarTile::operand);
    }

    private Expr add(Expr sum, List<Expr> pixels, Expr[] taps, int row) {
      Expr all = sum;
      for (int t = 0; t < columns(); t++) {
        all = pixels.get(t).fma(taps[row * columns() + t], all);
      }
      return all;
    }
  }
}
