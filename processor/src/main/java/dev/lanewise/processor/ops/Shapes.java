package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;

/** Checks that several rooms make of what they read. */
public final class Shapes {
  private Shapes() {}

  /** What the axes of a declared shape mean: features alone, or channels before space. */
  public static List<Dim> sample(List<Integer> shape) {
    List<Dim> dims = new ArrayList<>();
    for (int size : shape) {
      Axis axis = shape.size() == 1 ? Axis.FEATURE : dims.isEmpty() ? Axis.CHANNEL : Axis.SPACE;
      dims.add(new Dim(size, axis));
    }
    return dims;
  }

  /** Reports an input that holds no floats: a class label or a loss. */
  public static boolean floats(Layer layer, Layer.Argument argument) {
    TensorType type = argument.value().type();
    if (type.dtype().isFloat() && !type.sampleDims().isEmpty()) {
      return true;
    }
    String found = type.dtype().isFloat() ? "a loss" : ints(argument.value());
    layer.error(
        argument,
        "NotFloats",
        argument.name()
            + " is "
            + found
            + "; @"
            + layer.annotation()
            + " reads nodes that hold floats");
    return false;
  }

  private static String ints(Value value) {
    boolean tokens =
        InputOp.of(value).filter(input -> input.kind() == InputOp.Kind.TOKENS).isPresent();
    return tokens ? "tokens, for an @Embedding" : "a class label";
  }

  /** Reports an input that has other axes than one of features. */
  public static boolean features(Layer layer, Layer.Argument argument) {
    if (!floats(layer, argument)) {
      return false;
    }
    TensorType type = argument.value().type();
    if (type.sampleDims().size() == 1 && type.last().axis() == Axis.FEATURE) {
      return true;
    }
    layer.error(
        argument,
        "FeatureAxis",
        argument.name()
            + " has shape "
            + type.sampleText()
            + " ("
            + Layer.chain(argument.value())
            + "); @"
            + layer.annotation()
            + " works on one axis of features; put a @Flatten before it, which gives "
            + type.sampleSize());
    return false;
  }
}
