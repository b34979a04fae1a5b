package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;
import java.util.stream.Collectors;

/** {@code @Flatten}, {@code @Reshape({4, -1})}. */
final class ReshapeRooms {
  private ReshapeRooms() {}

  /** {@code @Flatten}: one axis of features. */
  static final class Flatten implements Room {
    @Override
    public String annotation() {
      return "Flatten";
    }

    @Override
    public boolean takesUnbatched() {
      return true;
    }

    @Override
    public Value parse(Layer layer) {
      return Shapes.floats(layer, layer.arguments().getFirst())
          ? reshape(layer, List.of(layer.input(0).type().sampleSize()))
          : null;
    }
  }

  /** {@code @Reshape}: a size of -1 is what is left for it. */
  static final class Reshape implements Room {
    @Override
    public String annotation() {
      return "Reshape";
    }

    @Override
    public boolean takesUnbatched() {
      return true;
    }

    @Override
    public Value parse(Layer layer) {
      if (!Shapes.floats(layer, layer.arguments().getFirst())) {
        return null;
      }
      Value x = layer.input(0);
      List<Integer> written = layer.attributes().integers("value");
      int size = x.type().sampleSize();
      long known =
          written.stream().filter(s -> s != -1).mapToLong(s -> s).reduce(1, Reshape::times);
      boolean open = written.contains(-1);
      boolean sizes =
          !written.isEmpty()
              && written.stream().allMatch(s -> s > 0 || s == -1)
              && written.stream().filter(s -> s == -1).count() <= 1;
      if (!sizes || (open ? size % known != 0 : size != known)) {
        layer.error(
            layer.attributes().origin("value"),
            "ReshapeSize",
            (sizes
                    ? text(written)
                        + (open ? " does not divide " : " has " + known + " elements, not ")
                    : text(written)
                        + " is no shape; sizes are positive, one of them may be -1, of ")
                + size
                + " elements ("
                + Layer.chain(x)
                + ")");
        return null;
      }
      return reshape(layer, written.stream().map(s -> s == -1 ? (int) (size / known) : s).toList());
    }

    private static long times(long a, long b) {
      return Math.min(a * b, Integer.MAX_VALUE + 1L);
    }

    private static String text(List<Integer> shape) {
      return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
  }

  private static Value reshape(Layer layer, List<Integer> shape) {
    ReshapeOp op = new ReshapeOp(Shapes.sample(shape));
    return layer.add(layer.name(), op, List.of(layer.input(0))).result();
  }
}
