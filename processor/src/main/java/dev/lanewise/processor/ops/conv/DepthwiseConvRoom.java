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
 * {@code @DepthwiseConv2d(kernel = 3, multiplier = 2)}: a convolution with as many groups as
 * channels.
 *
 * @param rank axes of space
 */
public record DepthwiseConvRoom(int rank) implements Room {
  @Override
  public String annotation() {
    return "DepthwiseConv" + rank + "d";
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
    OptionalInt multiplier = ConvLayer.multiplier(layer);
    Optional<List<Window>> windows = new WindowReader(layer, rank).read();
    if (multiplier.isEmpty() || windows.isEmpty()) {
      return null;
    }
    int channels = layer.input(0).type().sampleShape().getFirst();
    int filters = Math.multiplyExact(channels, multiplier.getAsInt());
    boolean bias = layer.attributes().flag("bias");
    Op op = new ConvOp(filters, channels, windows.get(), bias);
    return ConvLayer.add(layer, shape(filters, windows.get()), filters, op);
  }

  /** Of depthwise weights. */
  static List<Integer> shape(int filters, List<Window> windows) {
    List<Integer> shape = new ArrayList<>(List.of(filters, 1));
    windows.forEach(window -> shape.add(window.kernel()));
    return shape;
  }
}
