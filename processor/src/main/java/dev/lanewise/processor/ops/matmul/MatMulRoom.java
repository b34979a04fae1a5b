package dev.lanewise.processor.ops.matmul;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.shape.Stretch;
import java.util.List;

/** {@code @MatMul(transposeB = true)}: products of matrices, two nodes. */
public final class MatMulRoom implements Room {
  @Override
  public String annotation() {
    return "MatMul";
  }

  @Override
  public int minInputs() {
    return 2;
  }

  @Override
  public int maxInputs() {
    return 2;
  }

  @Override
  public Value parse(Layer layer) {
    boolean matrices = true;
    for (Layer.Argument argument : layer.arguments()) {
      matrices &= Shapes.floats(layer, argument) && matrix(layer, argument);
    }
    if (!matrices) {
      return null;
    }
    Value a = layer.input(0);
    Value b = layer.input(1);
    MatMulOp op =
        new MatMulOp(layer.attributes().flag("transposeA"), layer.attributes().flag("transposeB"));
    boolean leading =
        Stretch.sample(List.of(MatMulOp.leading(a.type()), MatMulOp.leading(b.type()))).isPresent();
    if (!leading || !op.contracts(a.type(), b.type())) {
      layer.error(
          layer.arguments().get(1),
          "MatMulShape",
          text(a, op.transposeA())
              + " times "
              + text(b, op.transposeB())
              + (leading
                  ? "; the columns of the first are the rows of the second"
                  : "; the axes before the last two are equal or 1, aligned at the right")
              + " ("
              + Layer.chain(a)
              + "; "
              + Layer.chain(b)
              + ")");
      return null;
    }
    return layer.add(layer.name(), op, List.of(a, b)).result();
  }

  private static String text(Value value, boolean transposed) {
    return value.type().sampleText() + (transposed ? " transposed" : "");
  }

  private static boolean matrix(Layer layer, Layer.Argument argument) {
    TensorType type = argument.value().type();
    if (type.sampleDims().size() > 1) {
      return true;
    }
    layer.error(
        argument,
        "MatMulAxes",
        argument.name()
            + " has one axis ("
            + Layer.chain(argument.value())
            + "); a matrix has two: use @Reshape, such as {1, "
            + type.sampleSize()
            + "}, or @Dense for trained weights");
    return false;
  }
}
