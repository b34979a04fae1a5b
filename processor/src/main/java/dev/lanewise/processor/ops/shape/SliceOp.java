package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every {@code step}-th element along an axis, from {@code start} until {@code end}. */
public record SliceOp(int axis, int start, int end, int step) implements MoveOp {
  @Override
  public String mnemonic() {
    return "slice";
  }

  @Override
  public String attributes() {
    return "axis %d from %d until %d step %d".formatted(axis, start, end, step);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    List<Dim> dims = new ArrayList<>(inputs.getFirst().sampleDims());
    dims.set(axis, new Dim((end - start + step - 1) / step, dims.get(axis).axis()));
    return List.of(inputs.getFirst().withSample(dims));
  }

  @Override
  public List<Move> moves(List<TensorType> inputs) {
    List<Integer> shape = infer(inputs).getFirst().sampleShape();
    List<Integer> from = new ArrayList<>(Nest.canonical(inputs.getFirst().sampleShape()));
    int first = start * from.get(axis);
    from.set(axis, step * from.get(axis));
    return List.of(new Move(0, first, 0, Nest.over(shape, List.of(Nest.canonical(shape), from))));
  }

  @Override
  public Optional<List<Value>> step(OneStep step) {
    boolean features =
        step.hasSteps(0)
            && step.givesSteps()
            && axis == step.node().types().getFirst().sampleDims().size() - 1;
    return features ? step.as(this) : MoveOp.super.step(step);
  }

  @Override
  public List<Algorithm> algorithms() {
    return axis == 0 && step == 1
        ? List.of(new ChannelParts(start), new Moves())
        : List.of(new Moves());
  }

  @Override
  public List<Algorithm> backward(List<TensorType> inputs, int input) {
    return axis == 0 && step == 1
        ? List.of(new ChannelFrame(start), new Moves())
        : List.of(new Moves());
  }

  /** {@code @Slice(axis = 1, start = 2, end = -1, step = 2)}. */
  static final class SliceRoom implements Room {
    @Override
    public String annotation() {
      return "Slice";
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
      Optional<Integer> axis = Axes.one(layer, "axis", x);
      int step = layer.attributes().integer("step");
      if (step < 1) {
        layer.error(
            layer.attributes().origin("step"),
            "SliceStep",
            "step " + step + "; a step is at least 1: every element, or every second, …");
        return null;
      }
      if (axis.isEmpty()) {
        return null;
      }
      int size = x.type().sampleShape().get(axis.get());
      int start = bound(layer.attributes().integer("start"), size);
      int end = bound(layer.attributes().integer("end"), size);
      if (start >= end) {
        String attribute = start >= size ? "start" : "end";
        layer.error(
            layer.attributes().origin(attribute),
            "SliceRange",
            "nothing is left from "
                + layer.attributes().integer("start")
                + " until "
                + layer.attributes().integer("end")
                + " of "
                + size
                + " elements along axis "
                + axis.get()
                + " ("
                + Layer.chain(x)
                + "); the end is not included, and negative numbers count from the end");
        return null;
      }
      return layer
          .add(layer.name(), new SliceOp(axis.get(), start, end, step), List.of(x))
          .result();
    }

    /** As Python and ONNX cut bounds: from the end where negative, and within the size. */
    private static int bound(int written, int size) {
      int from = written < 0 ? written + size : written;
      return Math.max(0, Math.min(from, size));
    }
  }
}
