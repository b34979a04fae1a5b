package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Initializers;
import dev.lanewise.processor.ops.window.Window;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code @SeparableConv2d(filters = 32, kernel = 3)}: a depthwise convolution, and one of a single
 * tap across channels.
 *
 * @param rank axes of space
 */
public record SeparableConvRoom(int rank) implements Room {
  @Override
  public String annotation() {
    return "SeparableConv" + rank + "d";
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
    OptionalInt multiplier = ConvLayer.multiplier(layer);
    Optional<List<Window>> windows = new WindowReader(layer, rank).read();
    if (filters.isEmpty() || multiplier.isEmpty() || windows.isEmpty()) {
      return null;
    }
    Value x = layer.input(0);
    int channels = x.type().sampleShape().getFirst();
    int between = Math.multiplyExact(channels, multiplier.getAsInt());
    List<Integer> shape = DepthwiseConvRoom.shape(between, windows.get());
    String initializer = layer.attributes().text("initializer");
    Value weight =
        ConvLayer.parameter(layer, "depthwise.weight", shape, Initializers.of(initializer, shape));
    Op depthwise = new ConvOp(between, channels, windows.get(), false);
    Value d = layer.add(layer.name() + "Depthwise", depthwise, List.of(x, weight)).result();
    List<Integer> across = new ArrayList<>(List.of(filters.getAsInt(), between));
    List<Window> single = new ArrayList<>();
    for (Window window : windows.get()) {
      across.add(1);
      single.add(new Window(window.output(), 1, 1, 0, 0, 1));
    }
    Op pointwise = new ConvOp(filters.getAsInt(), 1, single, layer.attributes().flag("bias"));
    return ConvLayer.add(layer, "pointwise.", d, across, filters.getAsInt(), pointwise);
  }
}
