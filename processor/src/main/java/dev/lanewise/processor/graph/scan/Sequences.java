package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.sequence.FoldOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Types and layouts of sequences {@code [batch, steps, ...]} and of their elements {@code [batch,
 * ...]}.
 */
final class Sequences {
  private Sequences() {}

  /** The sequence of a value of each step. */
  static TensorType of(TensorType element, int steps) {
    List<Dim> dims = new ArrayList<>(List.of(new Dim(steps, Axis.TIME)));
    dims.addAll(element.sampleDims());
    return element.withSample(dims);
  }

  static TensorType element(TensorType sequence) {
    return sequence.withSample(sequence.sampleDims().subList(1, sequence.sampleDims().size()));
  }

  /**
   * Steps one behind the other, each in whole vectors. Where its elements are not, there is a
   * vector more: what writes parts of a step may run over its end. In training they lie as the rows
   * do of what is computed of all steps at once, so that one can be written over the other.
   */
  static Layout layout(TensorType type, boolean zeroPads, Context context) {
    int lanes = context.target().lanes(type.dtype());
    int size = element(type).sampleSize();
    int whole = context.kind() == ProgramKind.TRAINING ? stride(type, context) : size;
    int stride = size % lanes == 0 ? whole : (size / lanes + 2) * lanes;
    return Layout.steps(type.shape(), stride, zeroPads);
  }

  private static int stride(TensorType sequence, Context context) {
    return context.rowStride(new FoldOp().infer(List.of(sequence)).getFirst());
  }

  /** Whether each step of a sequence lies in canonical order, wherever it begins. */
  static boolean hasSteps(Layout sequence) {
    List<Integer> shape = sequence.shape();
    Layout element = Layout.canonical(shape.subList(2, shape.size()));
    if (sequence.terms().size() != shape.size()) {
      return false;
    }
    for (int axis = 0; axis < shape.size(); axis++) {
      Layout.Term t = sequence.terms().get(axis);
      boolean plain = t.axis() == axis && t.divisor() == 1 && t.modulus() == 0;
      if (!plain || axis > 1 && t.stride() != element.terms().get(axis - 2).stride()) {
        return false;
      }
    }
    return true;
  }

  /** From step to step. */
  static int stepStride(Layout sequence) {
    return sequence.terms().get(1).stride();
  }

  /** The first step of a sequence, as a part of it. */
  static Layout firstStep(Layout sequence, boolean zeroPads) {
    List<Integer> shape = new ArrayList<>(sequence.shape());
    shape.remove(1);
    List<Layout.Term> terms = new ArrayList<>(List.of(sequence.terms().getFirst()));
    sequence.terms().stream()
        .skip(2)
        .forEach(
            t -> terms.add(new Layout.Term(t.axis() - 1, t.divisor(), t.modulus(), t.stride())));
    return new Layout(shape, terms, sequence.offset(), sequence.size(), zeroPads, true);
  }
}
