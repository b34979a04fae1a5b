package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Attributes;
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
import java.util.stream.IntStream;

/** Nodes side by side along an axis. */
public record ConcatOp(int axis) implements MoveOp {
  @Override
  public String mnemonic() {
    return "concat";
  }

  @Override
  public String attributes() {
    return "axis " + axis;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    int total =
        inputs.stream().mapToInt(type -> type.sampleShape().get(axis)).reduce(0, Math::addExact);
    List<Dim> dims = new ArrayList<>(inputs.getFirst().sampleDims());
    dims.set(axis, new Dim(total, dims.get(axis).axis()));
    return List.of(inputs.getFirst().withSample(dims));
  }

  @Override
  public List<Move> moves(List<TensorType> inputs) {
    List<Integer> to = Nest.canonical(infer(inputs).getFirst().sampleShape());
    List<Move> moves = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < inputs.size(); i++) {
      List<Integer> shape = inputs.get(i).sampleShape();
      Nest nest = Nest.over(shape, List.of(to, Nest.canonical(shape)));
      moves.add(new Move(i, 0, start * to.get(axis), nest));
      start += shape.get(axis);
    }
    return moves;
  }

  /** What stands side by side at each step, not one behind the other. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    boolean each = IntStream.range(0, step.inputs().size()).allMatch(step::hasSteps);
    return each && step.givesSteps() ? step.as(this) : MoveOp.super.step(step);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new JoinInPlace(), new Moves());
  }

  @Override
  public List<Algorithm> backward(List<TensorType> inputs, int input) {
    return axis == 0
        ? List.of(new ChannelParts(start(inputs, input)), new Moves())
        : List.of(new Moves());
  }

  private int start(List<TensorType> inputs, int input) {
    return inputs.stream().limit(input).mapToInt(type -> type.sampleShape().get(axis)).sum();
  }

  /** {@code @Concat(axis = 0)}: two or more nodes whose other axes agree. */
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

    /** Features beside features; what is joined along time is no sequence of steps before. */
    @Override
    public boolean perStep(Attributes attributes) {
      return attributes.integer("axis") == -1;
    }

    @Override
    public Value parse(Layer layer) {
      Value first = layer.input(0);
      boolean floats = true;
      for (Layer.Argument argument : layer.arguments()) {
        floats &= Shapes.floats(layer, argument);
      }
      Optional<Integer> axis = floats ? Axes.one(layer, "axis", first) : Optional.empty();
      if (axis.isEmpty()) {
        return null;
      }
      boolean fits = true;
      for (Layer.Argument argument : layer.arguments()) {
        if (!others(argument.value(), axis.get()).equals(others(first, axis.get()))) {
          fits = false;
          layer.error(
              argument,
              "ConcatShape",
              "puts "
                  + argument.value().type().sampleText()
                  + " beside "
                  + first.type().sampleText()
                  + "; all axes but axis "
                  + axis.get()
                  + " must be equal ("
                  + Layer.chain(argument.value())
                  + "; "
                  + Layer.chain(first)
                  + ")");
        }
      }
      List<Value> inputs = layer.arguments().stream().map(Layer.Argument::value).toList();
      return fits ? layer.add(layer.name(), new ConcatOp(axis.get()), inputs).result() : null;
    }

    /** The sizes, that of the axis left out. */
    private static List<Integer> others(Value value, int axis) {
      List<Integer> shape = new ArrayList<>(value.type().sampleShape());
      if (axis < shape.size()) {
        shape.set(axis, -1);
      }
      return shape;
    }
  }
}
