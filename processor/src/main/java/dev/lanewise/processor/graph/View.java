package dev.lanewise.processor.graph;

import java.util.List;

/** The same elements in the same order under another shape: nothing is computed, nothing moves. */
public final class View implements RowAlgorithm {
  public static final View INSTANCE = new View();

  private View() {}

  @Override
  public String name() {
    return "view";
  }

  @Override
  public boolean isView(Node node) {
    return true;
  }

  /** Whatever the distance of the rows; a sample's elements are contiguous in any activation. */
  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    if (!type.isBatched()) {
      return context.flat(type);
    }
    return actual.samePlaces(Layout.rows(type.shape(), actual.rowStride(), actual.zeroPads()))
        ? actual
        : context.activation(type, false);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    TensorType type = node.types().getFirst();
    Layout input = inputs.getFirst();
    return List.of(
        type.isBatched()
            ? Layout.rows(type.shape(), input.rowStride(), input.zeroPads())
            : context.flat(type).withZeroPads(input.zeroPads()));
  }

  @Override
  public void lower(Lowering lowering) {
    throw new IllegalStateException("a view is not computed");
  }
}
