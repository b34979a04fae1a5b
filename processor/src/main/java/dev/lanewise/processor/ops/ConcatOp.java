package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;

/** Nodes side by side along the last axis. */
record ConcatOp() implements Op {
  @Override
  public String mnemonic() {
    return "concat";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    int total = inputs.stream().mapToInt(type -> type.last().size()).reduce(0, Math::addExact);
    return List.of(inputs.getFirst().withLast(total));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> grads = new ArrayList<>();
    int start = 0;
    for (Value input : node.inputs()) {
      int size = input.type().last().size();
      grads.add(
          gradients.needs(input)
              ? gradients
                  .add(
                      input.name() + "Slice",
                      new SliceOp(start, size),
                      List.of(resultGrads.getFirst()))
                  .result()
              : null);
      start += size;
    }
    return grads;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new CopyParts());
  }

  /** Part of the last axis: the gradient of one of a concatenation's inputs. */
  record SliceOp(int start, int size) implements Op {
    @Override
    public String mnemonic() {
      return "slice";
    }

    @Override
    public String attributes() {
      return start + " until " + (start + size);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(inputs.getFirst().withLast(size));
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new CopyParts());
    }
  }

  /** Copies stretches of the last axis, and clears the result's pads: parts end anywhere. */
  private static final class CopyParts implements RowAlgorithm {
    @Override
    public String name() {
      return "copy";
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public void lower(Lowering l) {
      Home result = l.result(0);
      int from = l.node().op() instanceof SliceOp slice ? slice.start : 0;
      int resultSize = l.node().types().getFirst().last().size();
      int sample = l.node().types().getFirst().sampleSize();
      l.eachRow(row -> {
        int to = 0;
        for (int i = 0; i < l.node().inputs().size(); i++) {
          Home input = l.input(i);
          int size = l.node().input(i).type().last().size();
          int count = Math.min(size, resultSize);
          int start = to;
          l.driver()
              .loop(
                  "j",
                  Index.ZERO,
                  Index.of(sample / resultSize),
                  1,
                  j ->
                      l.driver()
                          .copy(
                              input.buffer(),
                              input.row(row).plus(j.times(size)).plus(from),
                              result.buffer(),
                              result.row(row).plus(j.times(resultSize)).plus(start),
                              Index.of(count)));
          to += size;
        }
        if (result.layout().hasPads()) {
          l.driver()
              .clear(
                  result.buffer(),
                  result.row(row).plus(sample),
                  Index.of(result.rowStride() - sample));
        }
      });
    }
  }

  /** {@code @Concat}: two or more nodes whose axes before the last agree. */
  static final class ConcatRoom implements Room {
    @Override
    public String annotation() {
      return "Concat";
    }

    @Override
    public int minInputs() {
      return 2;
    }

    @Override
    public int maxInputs() {
      return 32;
    }

    @Override
    public Value parse(Layer layer) {
      Value first = layer.input(0);
      boolean fits = true;
      for (Layer.Argument argument : layer.arguments()) {
        fits &= Shapes.floats(layer, argument);
        if (fits && !before(argument.value()).equals(before(first))) {
          fits = false;
          layer.error(
              argument,
              "ConcatShape",
              "puts "
                  + argument.value().type().sampleText()
                  + " beside "
                  + first.type().sampleText()
                  + "; all axes but the last must be equal ("
                  + Layer.chain(argument.value())
                  + "; "
                  + Layer.chain(first)
                  + ")");
        }
      }
      List<Value> inputs = layer.arguments().stream().map(Layer.Argument::value).toList();
      return fits ? layer.add(layer.name(), new ConcatOp(), inputs).result() : null;
    }

    private static List<Dim> before(Value value) {
      List<Dim> dims = value.type().dims();
      return dims.subList(0, dims.size() - 1);
    }
  }
}
