package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code @ConvTranspose2d(filters = 8, kernel = 3, stride = 2, pads = 1, outputPadding = 1)}.
 *
 * @param rank axes of space
 */
public record ConvTransposeRoom(int rank) implements Room {
  @Override
  public String annotation() {
    return "ConvTranspose" + rank + "d";
  }

  @Override
  public boolean alongTime() {
    return rank == 1;
  }

  @Override
  public Value parse(Layer layer) {
    OptionalInt filters = ConvLayer.filters(layer);
    Optional<List<Window>> windows = new WindowReader(layer, rank).readTransposed();
    if (filters.isEmpty() || windows.isEmpty()) {
      return null;
    }
    OptionalInt groups = ConvLayer.groups(layer, filters.getAsInt());
    if (groups.isEmpty()) {
      return null;
    }
    int channels = layer.input(0).type().sampleShape().getFirst();
    int written = filters.getAsInt() / groups.getAsInt();
    List<Integer> shape = new ArrayList<>(List.of(channels, written));
    windows.get().forEach(window -> shape.add(window.kernel()));
    boolean bias = layer.attributes().flag("bias");
    ConvTransposeOp op =
        new ConvTransposeOp(filters.getAsInt(), groups.getAsInt(), windows.get(), bias);
    return ConvLayer.add(layer, shape, filters.getAsInt(), op);
  }
}
