package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.List;
import java.util.Optional;

/**
 * {@code @MaxPool2d(2)}, {@code @AvgPool1d(value = 3, stride = 2, countIncludePad = false)}.
 *
 * @param rank axes of space
 */
public record PoolRoom(boolean max, int rank) implements Room {
  public static final List<Room> ALL =
      List.of(
          new PoolRoom(true, 1),
          new PoolRoom(true, 2),
          new PoolRoom(true, 3),
          new PoolRoom(false, 1),
          new PoolRoom(false, 2),
          new PoolRoom(false, 3),
          new GlobalPoolRoom("GlobalMaxPool", PoolOp.Kind.MAX),
          new GlobalPoolRoom("GlobalAvgPool", PoolOp.Kind.AVERAGE));

  @Override
  public String annotation() {
    return (max ? "MaxPool" : "AvgPool") + rank + "d";
  }

  @Override
  public boolean alongTime() {
    return rank == 1;
  }

  @Override
  public boolean isCausal(Attributes attributes) {
    return WindowReader.isCausal(attributes);
  }

  @Override
  public Value parse(Layer layer) {
    Optional<List<Window>> windows = new WindowReader(layer, rank).read();
    if (windows.isEmpty() || !padsFit(layer, windows.get())) {
      return null;
    }
    PoolOp.Kind kind =
        max
            ? PoolOp.Kind.MAX
            : layer.attributes().flag("countIncludePad")
                ? PoolOp.Kind.AVERAGE
                : PoolOp.Kind.AVERAGE_INSIDE;
    PoolOp op = new PoolOp(kind, windows.get());
    return layer.add(layer.name(), op, List.of(layer.input(0))).result();
  }

  private static boolean padsFit(Layer layer, List<Window> windows) {
    boolean written = !layer.attributes().isEmptyList("pads");
    for (Window w : windows) {
      boolean most = 2 * w.before() <= w.kernel() && 2 * w.after() <= w.kernel();
      if (written && !most || !w.reachesInput()) {
        layer.error(
            layer.attributes().origin("pads"),
            "PoolPads",
            "pads of "
                + w.before()
                + " and "
                + w.after()
                + " around "
                + w.size()
                + " ("
                + Layer.chain(layer.input(0))
                + ") for a kernel of "
                + w.kernel()
                + (w.dilation() > 1 ? " at distances of " + w.dilation() : "")
                + "; at most half the kernel, and no window of pads alone");
        return false;
      }
    }
    return true;
  }
}
