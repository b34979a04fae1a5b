package dev.lanewise.processor.ops.upsample;

import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.pool.PoolOp;
import dev.lanewise.processor.ops.pool.PoolTransposeOp;
import dev.lanewise.processor.ops.window.Window;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code @Upsample(2)}, {@code @Upsample(value = {2, 3}, mode = BILINEAR)}. */
public record UpsampleRoom() implements Room {
  @Override
  public String annotation() {
    return "Upsample";
  }

  @Override
  public Value parse(Layer layer) {
    if (!WindowReader.image(layer)) {
      return null;
    }
    TensorType type = layer.input(0).type();
    int rank = type.sampleDims().size() - 1;
    boolean nearest = layer.attributes().text("mode").equals("NEAREST");
    boolean corners = layer.attributes().flag("alignCorners");
    List<Integer> written = layer.attributes().integers("value");
    boolean fits =
        (written.size() == 1 || written.size() == rank) && written.stream().allMatch(s -> s >= 1);
    if (!fits) {
      layer.error(
          layer.attributes().origin("value"),
          "UpsampleScale",
          "scale "
              + written
              + "; one number for all axes or "
              + rank
              + ", each at least 1 ("
              + Layer.chain(layer.input(0))
              + ")");
    }
    if (nearest && corners || !nearest && rank > 2) {
      layer.error(
          layer.attributes().origin(nearest ? "alignCorners" : "mode"),
          "UpsampleMode",
          nearest
              ? "corners are aligned between neighbours alone; use mode = BILINEAR, or leave it out"
              : "BILINEAR works along one or two axes, not " + rank + "; use NEAREST");
      fits = false;
    }
    if (!fits) {
      return null;
    }
    List<Integer> scales =
        written.size() == 1 ? Collections.nCopies(rank, written.get(0)) : written;
    Op op = nearest ? nearest(type, scales) : bilinear(type, scales, corners);
    return layer.add(layer.name(), op, List.of(layer.input(0))).result();
  }

  private static Op nearest(TensorType type, List<Integer> scales) {
    List<Window> windows = new ArrayList<>();
    List<Dim> dims = new ArrayList<>(type.sampleDims().subList(0, 1));
    for (int axis = 0; axis < scales.size(); axis++) {
      Dim dim = type.sampleDims().get(axis + 1);
      int scale = scales.get(axis);
      int size = Math.multiplyExact(dim.size(), scale);
      windows.add(new Window(size, scale, scale, 0, 0, 1));
      dims.add(new Dim(size, dim.axis()));
    }
    return new PoolTransposeOp(PoolOp.Kind.SUM, windows, type.withSample(dims));
  }

  private static Op bilinear(TensorType type, List<Integer> scales, boolean corners) {
    List<Positions> axes = new ArrayList<>();
    for (int axis = 0; axis < scales.size(); axis++) {
      int size = type.sampleShape().get(axis + 1);
      axes.add(new Positions(size, Math.multiplyExact(size, scales.get(axis)), corners));
    }
    return new BilinearOp(axes);
  }
}
