package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.shape.Stretch;
import java.util.ArrayList;
import java.util.List;

/** {@code @Add}, {@code @Subtract}, {@code @Multiply}, {@code @Divide}. */
public record ArithmeticRoom(String annotation, Elementwise op, int maxInputs) implements Room {
  public static final List<Room> ALL =
      List.of(
          new ArithmeticRoom("Add", new AddOp(), 32),
          new ArithmeticRoom("Subtract", new SubtractOp(), 2),
          new ArithmeticRoom("Multiply", new MultiplyOp(), 2),
          new ArithmeticRoom("Divide", new DivideOp(), 2));

  @Override
  public int minInputs() {
    return 2;
  }

  @Override
  public boolean takesUnbatched() {
    return true;
  }

  @Override
  public boolean perStep(Attributes attributes) {
    return true;
  }

  @Override
  public boolean takesSteps() {
    return true;
  }

  @Override
  public Value parse(Layer layer) {
    List<TensorType> types = new ArrayList<>();
    boolean fits = true;
    for (Layer.Argument argument : layer.arguments()) {
      boolean floats = Shapes.floats(layer, argument);
      fits &= floats;
      if (floats) {
        fits &= stretches(layer, argument, types);
      }
    }
    List<Value> inputs = layer.arguments().stream().map(Layer.Argument::value).toList();
    return fits ? layer.add(layer.name(), StretchedOp.of(op, inputs), inputs).result() : null;
  }

  /** Adds the argument's type where it fits those before it. */
  private static boolean stretches(Layer layer, Layer.Argument argument, List<TensorType> before) {
    List<TensorType> types = new ArrayList<>(before);
    types.add(argument.value().type());
    if (Stretch.sample(types).isPresent()) {
      before.add(argument.value().type());
      return true;
    }
    Value first = layer.input(0);
    layer.error(
        argument,
        "BroadcastShape",
        argument.name()
            + " is "
            + argument.value().type().sampleText()
            + " and "
            + layer.arguments().getFirst().name()
            + " "
            + first.type().sampleText()
            + "; aligned at the right, sizes are equal or 1 ("
            + Layer.chain(argument.value())
            + "; "
            + Layer.chain(first)
            + ")");
    return false;
  }
}
