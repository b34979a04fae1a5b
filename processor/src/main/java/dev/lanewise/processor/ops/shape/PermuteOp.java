package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The axes in another order: axis i of the result is axis {@code axes[i]} of the input. */
record PermuteOp(List<Integer> axes) implements MoveOp {
  @Override
  public String mnemonic() {
    return "permute";
  }

  @Override
  public String attributes() {
    return axes.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    return List.of(x.withSample(axes.stream().map(x.sampleDims()::get).toList()));
  }

  @Override
  public List<Move> moves(List<TensorType> inputs) {
    List<Integer> shape = infer(inputs).getFirst().sampleShape();
    List<Integer> from = Nest.canonical(inputs.getFirst().sampleShape());
    List<List<Integer>> strides =
        List.of(Nest.canonical(shape), axes.stream().map(from::get).toList());
    return List.of(new Move(0, 0, 0, Nest.over(shape, strides)));
  }

  /** {@code @Permute({1, 0})}. */
  static final class PermuteRoom implements Room {
    @Override
    public String annotation() {
      return "Permute";
    }

    @Override
    public boolean takesUnbatched() {
      return true;
    }

    @Override
    public Value parse(Layer layer) {
      if (!Shapes.floats(layer, layer.arguments().getFirst())) {
        return null;
      }
      Value x = layer.input(0);
      int rank = x.type().sampleDims().size();
      List<Integer> axes =
          layer.attributes().integers("value").stream().map(a -> a < 0 ? a + rank : a).toList();
      if (!axes.stream().sorted().toList().equals(IntStream.range(0, rank).boxed().toList())) {
        layer.error(
            layer.attributes().origin("value"),
            "PermuteAxes",
            layer.attributes().integers("value")
                + " is no order of the "
                + rank
                + (rank == 1 ? " axis of " : " axes of ")
                + x.type().sampleText()
                + " ("
                + Layer.chain(x)
                + "); name each once, from 0 to "
                + (rank - 1)
                + "; the batch axis has no number");
        return null;
      }
      return layer.add(layer.name(), new PermuteOp(axes), List.of(x)).result();
    }
  }
}
