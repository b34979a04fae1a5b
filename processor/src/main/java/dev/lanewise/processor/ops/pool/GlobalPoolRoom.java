package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.shape.ReshapeOp;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.List;

/** {@code @GlobalAvgPool}, {@code @GlobalMaxPool}: one window over the whole of each channel. */
record GlobalPoolRoom(String annotation, PoolOp.Kind pooling) implements Room {
  @Override
  public boolean alongTime() {
    return true;
  }

  @Override
  public Value parse(Layer layer) {
    if (!WindowReader.image(layer)) {
      return null;
    }
    Value x = layer.input(0);
    PoolOp op = PoolOp.global(pooling, x.type());
    Value pixel = layer.add(layer.name() + "Pixel", op, List.of(x)).result();
    Dim channels = new Dim(x.type().sampleShape().getFirst(), Axis.FEATURE);
    return layer.add(layer.name(), new ReshapeOp(List.of(channels)), List.of(pixel)).result();
  }
}
