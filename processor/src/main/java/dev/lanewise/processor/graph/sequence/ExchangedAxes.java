package dev.lanewise.processor.graph.sequence;

import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Layout.Term;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.ViewAlgorithm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A view whose two axes of a sample have changed places: the features of a step lie side by side,
 * and so do the channels of a pixel.
 */
final class ExchangedAxes implements ViewAlgorithm {
  /** Whatever has a stride for each axis. */
  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    return Image.isImage(actual) ? actual : context.activation(type, false);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    Layout x = inputs.getFirst();
    List<Term> terms = new ArrayList<>(List.of(x.terms().getFirst()));
    terms.add(new Term(1, 1, 0, x.terms().get(2).stride()));
    terms.add(new Term(2, 1, 0, x.terms().get(1).stride()));
    List<Integer> shape = new ArrayList<>(x.shape());
    Collections.swap(shape, 1, 2);
    return List.of(new Layout(shape, terms, x.offset(), x.size(), x.zeroPads(), x.part()));
  }
}
