package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Ends;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of two values for each row: inputs are a number of each row and the values, of which the
 * second may be left out and is zero then.
 *
 * <pre>y[b] = number[b] > 0 ? a[b] : rest[b]</pre>
 *
 * <p>So samples that have no more steps keep their states.
 *
 * @param positive whether it is the rows of positive numbers that get the first value
 */
record RowSelectOp(boolean positive) implements Ends.Select {
  @Override
  public String mnemonic() {
    return "row_select";
  }

  @Override
  public String attributes() {
    return positive ? "positive" : "not positive";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(1));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(node.input(0), resultGrads.getFirst());
    List<Value> grads = new ArrayList<>(Arrays.asList((Value) null));
    for (int i = 1; i < node.inputs().size(); i++) {
      Op part = new RowSelectOp(positive == (i == 1));
      grads.add(
          gradients.needs(node.input(i))
              ? gradients.add(node.input(i).node().name() + "Part", part, inputs).result()
              : null);
    }
    return grads;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Select());
  }

  private static final class Select implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 0 ? actual : RowAlgorithm.super.wants(node, input, actual, context);
    }

    @Override
    public boolean interleaves(Node node, Context context) {
      return node.types().getFirst().sampleDims().size() == 1;
    }

    @Override
    public boolean mayOverwrite(Node node, int input, int result, Context context) {
      return true;
    }

    @Override
    public List<Layout> results(
        Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
      boolean zero = inputs.stream().skip(1).allMatch(Layout::zeroPads);
      return List.of(context.written(node.types().getFirst(), wish, zero));
    }

    @Override
    public void lower(Lowering l) {
      DType type = l.result(0).buffer().dtype();
      int lanes = l.target().lanes(type);
      int size = l.node().types().getFirst().sampleSize();
      Kernel kernel = kernel(l, type, (size + lanes - 1) / lanes * lanes);
      l.eachRow(row -> {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < l.node().inputs().size(); i++) {
          places.add(l.input(i).pixels(row));
        }
        places.add(l.result(0).pixels(row));
        l.call(kernel, places);
      });
    }

    private static Kernel kernel(Lowering l, DType type, int end) {
      boolean positive = ((RowSelectOp) l.node().op()).positive;
      KernelBuilder k = l.kernel("rowSelect");
      Place number = k.place("number", type);
      Place a = k.place("a", type);
      Optional<Place> rest =
          l.node().inputs().size() > 2 ? Optional.of(k.place("rest", type)) : Optional.empty();
      Place y = k.place("y", type);
      Expr selected = k.let("selected", k.broadcast(k.element(number)));
      k.loop(
          "i",
          Index.ZERO,
          Index.of(end),
          k.lanes(type),
          i -> {
            Expr first = k.let("first", k.load(a, i));
            Expr other = rest.map(place -> k.load(place, i)).orElse(selected.constant(0));
            Expr second = k.let("second", other);
            k.store(
                y,
                i,
                selected.select(
                    Comparison.GT,
                    selected.constant(0),
                    positive ? first : second,
                    positive ? second : first));
          });
      return l.finish(k, "The first value or the rest, by the row's number.");
    }
  }
}
