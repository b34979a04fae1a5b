package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Op.Gradients;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.dense.RowSumOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which shapes stretch to which: NumPy's and ONNX's rule on the axes of a sample. Shapes are
 * aligned at the right; along each axis all sizes are equal, or 1, or missing.
 */
public final class Stretch {
  private Stretch() {}

  /** The axes of the sample that all shapes stretch to; empty if they do not. */
  public static Optional<List<Dim>> sample(List<TensorType> types) {
    int rank = types.stream().mapToInt(type -> type.sampleDims().size()).max().orElse(0);
    List<Dim> sample = new ArrayList<>();
    for (int right = rank; right > 0; right--) {
      Dim widest = null;
      for (TensorType type : types) {
        int axis = type.sampleDims().size() - right;
        if (axis >= 0) {
          Dim dim = type.sampleDims().get(axis);
          if (widest != null
              && dim.size() != widest.size()
              && dim.size() > 1
              && widest.size() > 1) {
            return Optional.empty();
          }
          // An axis of a batched value says what it means; one of a parameter does not.
          boolean says =
              type.isBatched()
                  && widest != null
                  && dim.size() == widest.size()
                  && widest.bound() == Dim.Bound.NONE;
          widest = widest == null || dim.size() > widest.size() || says ? dim : widest;
        }
      }
      sample.add(widest);
    }
    return Optional.of(sample);
  }

  /**
   * The gradient of an operand: what came back to the stretched shape, added up along what was
   * stretched.
   */
  public static Value back(Gradients gradients, Value operand, Value grad) {
    TensorType to = operand.type();
    Value sum = grad;
    String name = operand.name() + "Grad";
    int missing = grad.type().sampleDims().size() - to.sampleDims().size();
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < grad.type().sampleDims().size(); axis++) {
      int size = axis < missing ? 1 : to.sampleShape().get(axis - missing);
      if (grad.type().sampleShape().get(axis) > size) {
        axes.add(axis);
      }
    }
    if (!axes.isEmpty()) {
      Op add = ReduceOp.of(ReduceOp.Kind.SUM, sum.type(), axes);
      sum = gradients.add(name, add, List.of(sum)).result();
    }
    if (missing > 0) {
      sum = gradients.add(name, new ReshapeOp(to.sampleDims()), List.of(sum)).result();
    }
    if (sum.type().isBatched() && !to.isBatched()) {
      sum = gradients.add(name, new RowSumOp(), List.of(sum)).result();
    }
    return sum;
  }
}
