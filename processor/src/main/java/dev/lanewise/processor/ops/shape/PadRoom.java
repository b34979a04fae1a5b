package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.shape.PadOp.Mode;
import java.util.Collections;
import java.util.List;

/** {@code @Pad(before = {0, 1}, after = {0, 1}, mode = REFLECT)}. */
final class PadRoom implements Room {
  @Override
  public String annotation() {
    return "Pad";
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
    Mode mode = Mode.valueOf(layer.attributes().text("mode"));
    boolean fits = sizes(layer, "before", x, mode) & sizes(layer, "after", x, mode);
    double value = layer.attributes().real("value");
    if (!Double.isFinite(value) || (mode != Mode.CONSTANT && value != 0)) {
      layer.error(
          layer.attributes().origin("value"),
          "PadValue",
          "value "
              + value
              + (mode == Mode.CONSTANT
                  ? "; pads are finite numbers"
                  : " is not used: the mode is " + mode + "; leave it out, or use CONSTANT"));
      return null;
    }
    if (!fits) {
      return null;
    }
    PadOp op = new PadOp(list(layer, "before", x), list(layer, "after", x), mode, value);
    return layer.add(layer.name(), op, List.of(x)).result();
  }

  /** One number an axis; none at all is 0 for each. */
  private static List<Integer> list(Layer layer, String attribute, Value x) {
    List<Integer> written = layer.attributes().integers(attribute);
    return written.isEmpty() ? Collections.nCopies(x.type().sampleDims().size(), 0) : written;
  }

  private static boolean sizes(Layer layer, String attribute, Value x, Mode mode) {
    List<Integer> sizes = list(layer, attribute, x);
    List<Integer> shape = x.type().sampleShape();
    String fault = null;
    if (sizes.size() != shape.size()) {
      fault = sizes.size() + " numbers for " + shape.size() + " axes; write one for each";
    }
    for (int i = 0; fault == null && i < shape.size(); i++) {
      if (sizes.get(i) < 0) {
        fault = "a pad of " + sizes.get(i) + "; to cut elements off, use @Slice";
      } else if (mode == Mode.REFLECT && sizes.get(i) >= shape.get(i)) {
        fault =
            "a pad of "
                + sizes.get(i)
                + " reflects "
                + shape.get(i)
                + " elements; at most "
                + (shape.get(i) - 1)
                + " lie behind the edge";
      }
    }
    if (fault != null) {
      layer.error(
          layer.attributes().origin(attribute), "PadSize", fault + " (" + Layer.chain(x) + ")");
    }
    return fault == null;
  }
}
