package dev.lanewise.processor.graph;

import java.util.ArrayList;
import java.util.List;

/** The same elements in the same order under another shape: nothing is computed, nothing moves. */
public final class View implements ViewAlgorithm {
  public static final View INSTANCE = new View();

  private View() {}

  /**
   * Whatever the distance of the rows; a sample's elements are contiguous in any activation. A
   * prediction leaves pixels in their order where nothing but features is made of them, for a dense
   * layer can have its weights in that order.
   */
  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    if (!type.isBatched()) {
      return context.flat(type);
    }
    if (flattens(node, actual) && context.kind() != ProgramKind.TRAINING) {
      return actual;
    }
    return actual.samePlaces(Layout.rows(type.shape(), actual.rowStride(), actual.zeroPads()))
        ? actual
        : context.activation(type, false);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    TensorType type = node.types().getFirst();
    Layout input = inputs.getFirst();
    if (flattens(node, input) && !input.hasCanonicalRows()) {
      return List.of(flattened(type, input));
    }
    return List.of(
        type.isBatched()
            ? Layout.rows(type.shape(), input.rowStride(), input.zeroPads())
            : context.flat(type).withZeroPads(input.zeroPads()));
  }

  /** Whether pixels without a border become features. */
  private static boolean flattens(Node node, Layout input) {
    TensorType type = node.types().getFirst();
    return type.isBatched()
        && type.sampleDims().size() == 1
        && Image.isImage(input)
        && input.offset() == 0
        && Image.of(input).isDense();
  }

  /** Feature {@code k} is the element of the image that has the number k in canonical order. */
  private static Layout flattened(TensorType type, Layout image) {
    List<Layout.Term> terms = new ArrayList<>(List.of(image.terms().getFirst()));
    int divisor = 1;
    for (int axis = image.shape().size() - 1; axis > 0; axis--) {
      int modulus = axis == 1 ? 0 : image.shape().get(axis);
      terms.add(1, new Layout.Term(1, divisor, modulus, image.terms().get(axis).stride()));
      divisor *= image.shape().get(axis);
    }
    return new Layout(type.shape(), terms, image.size(), image.zeroPads());
  }
}
