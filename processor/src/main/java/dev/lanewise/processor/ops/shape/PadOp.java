package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.ops.shape.Nest.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sample within a frame: constant, mirrored at the first and last element, or repeating those.
 * Along each axis the frame is up to three stretches, before, within and after; each combination of
 * them is one block.
 */
record PadOp(List<Integer> before, List<Integer> after, Mode mode, double rest) implements MoveOp {
  /** What the frame holds. */
  enum Mode {
    CONSTANT,
    REFLECT,
    REPLICATE
  }

  /** Part of an axis: its size, first elements, and the stride in the input's elements. */
  private record Stretch(int size, int to, int from, int stride) {}

  @Override
  public String mnemonic() {
    return "pad_" + mode.name().toLowerCase();
  }

  @Override
  public String attributes() {
    String sizes =
        "before %s after %s"
            .formatted(
                before.stream().map(String::valueOf).collect(Collectors.joining(" ")),
                after.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    return mode == Mode.CONSTANT ? sizes + " value " + rest : sizes;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Dim dim = inputs.getFirst().sampleDims().get(i);
      int size = Math.addExact(Math.addExact(before.get(i), dim.size()), after.get(i));
      dims.add(new Dim(size, dim.axis()));
    }
    return List.of(inputs.getFirst().withSample(dims));
  }

  @Override
  public boolean repeats() {
    return mode != Mode.CONSTANT;
  }

  @Override
  public List<Move> moves(List<TensorType> inputs) {
    List<Integer> shape = inputs.getFirst().sampleShape();
    List<Integer> to = Nest.canonical(infer(inputs).getFirst().sampleShape());
    List<Integer> from = Nest.canonical(shape);
    List<Move> moves = List.of(new Move(0, 0, 0, new Nest(2, List.of())));
    for (int axis = 0; axis < shape.size(); axis++) {
      List<Move> longer = new ArrayList<>();
      for (Move move : moves) {
        for (Stretch part : parts(axis, shape.get(axis))) {
          List<Axis> axes = new ArrayList<>(move.nest().axes());
          axes.add(new Axis(part.size, List.of(to.get(axis), part.stride * from.get(axis))));
          longer.add(
              new Move(
                  0,
                  move.from() + part.from * from.get(axis),
                  move.to() + part.to * to.get(axis),
                  new Nest(2, axes)));
        }
      }
      moves = longer;
    }
    return moves;
  }

  /** Zeros around an image can be written where its channels lie side by side. */
  @Override
  public List<Algorithm> algorithms() {
    return algorithms(false);
  }

  @Override
  public List<Algorithm> backward(List<TensorType> inputs, int input) {
    return algorithms(true);
  }

  private List<Algorithm> algorithms(boolean back) {
    return mode == Mode.CONSTANT && rest == 0
        ? List.of(new PadImage(before, back), new Moves())
        : List.of(new Moves());
  }

  private List<Stretch> parts(int axis, int size) {
    int first = before.get(axis);
    int behind = after.get(axis);
    Stretch within = new Stretch(size, first, 0, 1);
    List<Stretch> parts =
        switch (mode) {
          case CONSTANT -> List.of(within);
          case REFLECT ->
              List.of(
                  new Stretch(first, 0, first, -1),
                  within,
                  new Stretch(behind, first + size, size - 2, -1));
          case REPLICATE ->
              List.of(
                  new Stretch(first, 0, 0, 0),
                  within,
                  new Stretch(behind, first + size, size - 1, 0));
        };
    return parts.stream().filter(part -> part.size > 0).toList();
  }
}
