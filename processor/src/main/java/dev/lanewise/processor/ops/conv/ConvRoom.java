package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code @Conv2d(filters = 32, kernel = 3, padding = SAME, activation = RELU)}.
 *
 * @param rank axes of space
 */
public record ConvRoom(int rank) implements Room {
  @Override
  public String annotation() {
    return "Conv" + rank + "d";
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
    OptionalInt filters = ConvLayer.filters(layer);
    Optional<List<Window>> windows = new WindowReader(layer, rank).read();
    if (filters.isEmpty() || windows.isEmpty()) {
      return null;
    }
    OptionalInt groups = ConvLayer.groups(layer, filters.getAsInt());
    if (groups.isEmpty()) {
      return null;
    }
    int read = layer.input(0).type().sampleShape().getFirst() / groups.getAsInt();
    List<Integer> shape = new ArrayList<>(List.of(filters.getAsInt(), read));
    windows.get().forEach(window -> shape.add(window.kernel()));
    boolean bias = layer.attributes().flag("bias");
    Op op = new ConvOp(filters.getAsInt(), groups.getAsInt(), windows.get(), bias);
    return ConvLayer.add(layer, shape, filters.getAsInt(), op);
  }
}
