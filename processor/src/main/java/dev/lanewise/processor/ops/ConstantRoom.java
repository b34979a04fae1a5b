package dev.lanewise.processor.ops;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/** {@code @Constant({0.299, 0.587, 0.114})}. */
final class ConstantRoom implements Room {
  /** What a method of a class file surely has room for. */
  private static final int MOST_VALUES = 4096;

  @Override
  public String annotation() {
    return "Constant";
  }

  @Override
  public int minInputs() {
    return 0;
  }

  @Override
  public int maxInputs() {
    return 0;
  }

  @Override
  public Value parse(Layer layer) {
    List<Double> values = layer.attributes().reals("value");
    List<Integer> written = layer.attributes().integers("shape");
    List<Integer> shape = written.isEmpty() ? List.of(values.size()) : written;
    Origin origin = layer.attributes().origin("value");
    if (values.size() > MOST_VALUES || !values.stream().allMatch(Double::isFinite)) {
      layer.error(
          origin,
          "ConstantSize",
          values.size() > MOST_VALUES
              ? values.size()
                  + " values; a constant has at most "
                  + MOST_VALUES
                  + ". Hand larger tables over as an @Input, or load them into a @Parameter"
              : "a value that is not finite; found "
                  + values.stream().filter(v -> !Double.isFinite(v)).findFirst().orElseThrow());
      return null;
    }
    long elements = shape.stream().mapToLong(i -> i).reduce(1, (a, b) -> a * b);
    boolean positive = shape.stream().allMatch(size -> size > 0 && size <= MOST_VALUES);
    boolean one = values.size() == 1 && elements <= Integer.MAX_VALUE;
    if (!positive || shape.size() > 4 || !one && elements != values.size()) {
      layer.error(
          layer.attributes().origin(written.isEmpty() ? "value" : "shape"),
          "ConstantShape",
          "shape "
              + shape
              + " for "
              + values.size()
              + " values; one to four sizes, each at least 1, multiply to the number of values");
      return null;
    }
    ParameterOp op =
        new ParameterOp(
            ParameterOp.Kind.CONSTANT,
            new TensorType(layer.real(), Shapes.sample(shape)),
            new ParameterOp.Initialization("values", values));
    return layer.graph().parameter(layer.prefix(), op, layer.origin());
  }
}
