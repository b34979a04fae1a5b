package dev.lanewise.processor.graph.sequence;

import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Layout.Term;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.ViewAlgorithm;
import java.util.List;
import java.util.stream.IntStream;

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

  /** From row to row; a single step's own distance means nothing. */
  private static int stride(Layout sequence) {
    return sequence.terms().get(sequence.shape().get(1) == 1 ? 0 : 1).stride();
  }

  /** Whether the last step of a sample is as far from the next sample's first as from its own. */
  private static boolean isUniform(Layout layout) {
    List<Term> own = layout.terms();
    boolean simple = !layout.part() && layout.offset() == 0 && own.size() > 1;
    if (!simple || own.get(1).axis() != 1) {
      return false;
    }
    Layout steps = Layout.steps(layout.shape(), stride(layout), layout.zeroPads());
    // One sample is followed by none, and one step neither.
    return steps.size() <= layout.size()
        && steps.terms().size() == own.size()
        && IntStream.range(0, own.size())
            .allMatch(i ->
                i < 2 && layout.shape().get(i) == 1 || steps.terms().get(i).equals(own.get(i)));
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
      return List.of(Layout.rows(shape, stride(steps), steps.zeroPads()));
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
