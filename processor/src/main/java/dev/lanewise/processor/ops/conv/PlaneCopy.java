package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a channel within its border, by vectors: lines are too short for calls of {@code
 * System.arraycopy}.
 */
record PlaneCopy(Lowering l, Plane plane, List<PixelRun> runs, List<Kernel> kernels) {
  /** Vectors of a line that are written out. */
  private static final int MOST_VECTORS = 16;

  static PlaneCopy of(Lowering l, Plane plane) {
    int lanes = l.target().lanes(l.result(0).buffer().dtype());
    int line = plane.along().size();
    Tiles vectors = Tiles.of(Math.ceilDiv(line, lanes), MOST_VECTORS);
    List<PixelRun> runs = PixelRun.of(vectors, line, lanes);
    List<Kernel> kernels = new ArrayList<>();
    runs.forEach(run -> kernels.add(kernel(l, plane, run)));
    return new PlaneCopy(l, plane, runs, kernels);
  }

  private static Kernel kernel(Lowering l, Plane plane, PixelRun run) {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel("border" + run.pixels().size());
    Place from = k.place("from", type);
    Place to = k.place("to", type);
    k.loop(
        "line",
        plane.down().size(),
        line -> {
          Index read = k.let("read", line.times(plane.along().size()));
          Index written = k.let("written", line.times(plane.stride()));
          for (int pixel : run.pixels()) {
            k.store(to, written.plus(pixel), k.load(from, read.plus(pixel)));
          }
        });
    return l.finish(k, "The lines of a channel, a border between them.");
  }

  /**
   * @param channel its first pixel
   * @param bordered the plane with its border
   */
  void call(Place channel, Place bordered) {
    for (int i = 0; i < runs.size(); i++) {
      PixelRun run = runs.get(i);
      Kernel kernel = kernels.get(i);
      l.driver()
          .loop(
              "p",
              run.count(),
              p -> {
                Index pixel = p.times(run.step()).plus(run.first());
                Place to = bordered.plus(pixel.plus(plane.start()));
                l.call(kernel, List.of(channel.plus(pixel), to));
              });
    }
  }
}
