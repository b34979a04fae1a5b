package dev.lanewise.processor.graph.sequence;

import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Layout.Term;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.ViewAlgorithm;
import java.util.List;

/**
 * The two views. Steps at one distance are rows, whether they lie in the user's array, {@code
 * [B][T][F]}, or were written as rows of whole vectors, {@code [B][T][F + pads]}.
 */
abstract class Steps implements ViewAlgorithm {
  static final Steps FOLD = new Fold();
  static final Steps UNFOLD = new Unfold();

  private static int rowStride(TensorType rows, Context context) {
    return rows.sampleDims().isEmpty() ? 1 : context.rowStride(rows);
  }

  /** Whether the last step of a sample is as far from the next sample's first as from its own. */
  private static boolean isUniform(Layout layout) {
    List<Integer> shape = layout.shape();
    boolean simple = !layout.part() && layout.offset() == 0 && layout.terms().size() > 1;
    if (!simple || layout.terms().get(1).axis() != 1) {
      return false;
    }
    Layout steps = Layout.steps(shape, layout.terms().get(1).stride(), layout.zeroPads());
    // One sample is followed by none.
    int first = shape.getFirst() == 1 ? 1 : 0;
    List<Term> own = layout.terms();
    return steps.size() <= layout.size()
        && steps.terms().subList(first, own.size()).equals(own.subList(first, own.size()));
  }

  private static final class Fold extends Steps {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      TensorType type = node.input(input).type();
      return isUniform(actual)
          ? actual
          : Layout.steps(type.shape(), rowStride(node.types().getFirst(), context), false);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      Layout steps = inputs.getFirst();
      List<Integer> shape = node.types().getFirst().shape();
      return List.of(Layout.rows(shape, steps.terms().get(1).stride(), steps.zeroPads()));
    }
  }

  private static final class Unfold extends Steps {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual.hasCanonicalRows()
          ? actual
          : context.activation(node.input(input).type(), false);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      Layout rows = inputs.getFirst();
      return List.of(
          Layout.steps(node.types().getFirst().shape(), rows.rowStride(), rows.zeroPads()));
    }
  }
}
