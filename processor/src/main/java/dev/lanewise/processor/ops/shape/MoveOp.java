package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/** An op whose result holds its inputs' elements in other places, and one number in all others. */
interface MoveOp extends Op {
  /**
   * A block of elements that are copied.
   *
   * @param from the block's first element in a sample of the input
   * @param to the same in the result
   * @param nest strides in the result, then in the input
   */
  record Move(int input, int from, int to, Nest nest) {
    private int size() {
      return nest.axes().stream().mapToInt(Nest.Axis::size).reduce(1, (a, b) -> a * b);
    }

    private Move reversed() {
      List<Nest.Axis> axes =
          nest.axes().stream()
              .map(axis -> new Nest.Axis(axis.size(), axis.strides().reversed()))
              .toList();
      return new Move(0, to, from, new Nest(2, axes));
    }
  }

  /** The copies for one sample; no two write the same element. */
  List<Move> moves(List<TensorType> inputs);

  /** What the elements hold that nothing is copied to. */
  default double rest() {
    return 0;
  }

  /** Whether an element of an input may be copied to several places. */
  default boolean repeats() {
    return false;
  }

  /** An input's gradient: what came of each element goes back to it. */
  @Override
  default List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<TensorType> types = node.inputs().stream().map(Value::type).toList();
    List<Value> grads = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Value input = node.input(i);
      grads.add(
          gradients.needs(input)
              ? gradients.add(input.name() + "Grad", new Back(this, types, i), resultGrads).result()
              : null);
    }
    return grads;
  }

  @Override
  default List<Algorithm> algorithms() {
    return List.of(new Moves());
  }

  /** Ways to compute the gradient of one of the inputs. */
  default List<Algorithm> backward(List<TensorType> inputs, int input) {
    return List.of(new Moves());
  }

  /** The way back to one of the inputs. */
  record Back(MoveOp of, List<TensorType> inputs, int input) implements MoveOp {
    @Override
    public String mnemonic() {
      return of.mnemonic() + "_grad";
    }

    @Override
    public String attributes() {
      return of.attributes();
    }

    @Override
    public List<TensorType> infer(List<TensorType> types) {
      return List.of(inputs.get(input));
    }

    @Override
    public List<Algorithm> algorithms() {
      return of.backward(inputs, input);
    }

    @Override
    public List<Move> moves(List<TensorType> types) {
      return of.moves(inputs).stream()
          .filter(move -> move.input == input)
          .map(Move::reversed)
          .toList();
    }
  }

  /** Copies block by block. */
  final class Moves extends SampleAlgorithm {
    @Override
    public String name() {
      return "copy";
    }

    private record Call(Move move, Kernel kernel) {}

    @Override
    protected Sample prepare(Lowering l) {
      MoveOp op = (MoveOp) l.node().op();
      DType type = l.result(0).buffer().dtype();
      String name = op.mnemonic();
      boolean adds = op instanceof Back back && back.of.repeats();
      List<Call> calls = new ArrayList<>();
      for (Move move : op.moves(l.node().inputs().stream().map(Value::type).toList())) {
        Kernel kernel =
            adds
                ? move.nest.adding(l, type, name, "Adds the elements to where they came from.")
                : move.nest.kernel(
                    l, type, name, (k, x) -> x.getFirst(), "Copies a block of elements.");
        calls.add(new Call(move, kernel));
      }
      int size = l.node().types().getFirst().sampleSize();
      boolean all = !adds && calls.stream().mapToInt(call -> call.move.size()).sum() == size;
      Sample fill = all ? row -> {} : fill(l, op.rest(), size, type);
      return row -> {
        fill.lower(row);
        for (Call call : calls) {
          Place to = l.result(0).at(row).plus(Index.of(call.move.to));
          Place from = input(l, call.move.input, row).plus(Index.of(call.move.from));
          l.call(call.kernel, List.of(to, from));
        }
      };
    }

    private static Sample fill(Lowering l, double value, int size, DType type) {
      if (value == 0) {
        return row -> l.driver().clear(l.result(0).buffer(), l.result(0).row(row), Index.of(size));
      }
      KernelBuilder k = l.kernel("fill");
      Place y = k.place("y", type);
      int lanes = k.lanes(type);
      k.loop(
          "i",
          Index.ZERO,
          Index.of((size + lanes - 1) / lanes * lanes),
          lanes,
          i -> k.store(y, i, k.constant(type, value)));
      Kernel kernel = l.finish(k, "One number everywhere, pads included: those are cleared later.");
      return row -> l.call(kernel, List.of(l.result(0).at(row)));
    }
  }
}
