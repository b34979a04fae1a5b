package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.SoftmaxRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What losses of a softmax have in common: inputs are logits, labels and perhaps weights of the
 * classes; the second result keeps the probabilities, the others are numbers of the row.
 */
abstract class SoftmaxLoss implements RowAlgorithm {
  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    return input == 1 ? actual : RowAlgorithm.super.wants(node, input, actual, context);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return IntStream.range(0, node.types().size())
        .mapToObj(i ->
            i == 1
                ? context.activation(node.types().get(i), true)
                : context.flat(node.types().get(i)))
        .toList();
  }

  @Override
  public int scratch(Node node, Context context) {
    return SoftmaxRows.scratch(node, context);
  }

  @Override
  public void lower(Lowering l) {
    Home x = l.input(0);
    SoftmaxRows softmax = new SoftmaxRows(l, x, l.result(1));
    Kernel kernel = kernel(l, x.buffer().dtype(), l.node().input(0).type().sampleSize());
    l.eachRow(row -> {
      softmax.lower(row);
      call(l, softmax, kernel, row, Losses.label(l, 1, row));
    });
  }

  /** Of one row, behind its softmax. */
  abstract Kernel kernel(Lowering l, DType type, int classes);

  abstract void call(Lowering l, SoftmaxRows softmax, Kernel kernel, Index row, Index label);

  /**
   * The way back: inputs are probabilities, labels, perhaps the weights, and the gradient of the
   * losses.
   */
  abstract static class Backward implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      boolean numbers = input == 1 || input == node.inputs().size() - 1;
      return numbers ? actual : RowAlgorithm.super.wants(node, input, actual, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), inputs.getFirst().zeroPads()));
    }

    @Override
    public void lower(Lowering l) {
      Home p = l.input(0);
      int last = l.node().inputs().size() - 1;
      Kernel kernel = kernel(l, p.buffer().dtype(), l.node().types().getFirst().sampleSize());
      l.eachRow(row -> {
        List<Place> places = new ArrayList<>(List.of(p.at(row)));
        for (int weights = 2; weights < last; weights++) {
          places.add(l.input(weights).start());
        }
        places.add(l.input(last).at(row));
        places.add(l.result(0).at(row));
        l.call(kernel, places, Losses.label(l, 1, row));
      });
    }

    /** Of one row; its places are the inputs but the labels, then the result, then the label. */
    abstract Kernel kernel(Lowering l, DType type, int classes);
  }
}
