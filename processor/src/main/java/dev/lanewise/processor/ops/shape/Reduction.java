package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A reduction of one sample: loops over the axes that stay, within them one over those that go.
 *
 * <pre>
 * the last axis stays:   for each vector of it:  c = 0;  for r: c += x[r][vector];     y[vector] = c
 * the last axis goes:    for each result:        c = 0;  for each vector: c += x[...]; y = sum of c's lanes
 * </pre>
 *
 * A last axis shorter than a vector is walked element by element.
 */
final class Reduction extends SampleAlgorithm {
  @Override
  public String name() {
    return "reduction";
  }

  @Override
  public int scratch(Node node, Context context) {
    return context.target().lanes(node.types().getFirst().dtype());
  }

  @Override
  protected Sample prepare(Lowering l) {
    Kernel kernel = new Writer(l).kernel();
    return row ->
        l.call(kernel, List.of(input(l, 0, row), l.result(0).at(row), l.scratch().at(row)));
  }

  private static final class Writer {
    private final Lowering l;
    private final ReduceOp op;
    private final TensorType input;
    private final DType type;
    private final KernelBuilder k;
    private final Place x;
    private final Place y;
    private final Place s;
    private final int lanes;
    private final List<Nest.Axis> kept = new ArrayList<>();
    private final List<Nest.Axis> reduced = new ArrayList<>();

    Writer(Lowering l) {
      this.l = l;
      this.op = (ReduceOp) l.node().op();
      this.input = l.node().input(0).type();
      this.type = input.dtype();
      this.k = l.kernel(op.mnemonic());
      this.x = k.place("x", type);
      this.y = k.place("y", type);
      this.s = k.place("s", type);
      this.lanes = k.lanes(type);
      List<Integer> shape = input.sampleShape();
      List<Integer> result = l.node().types().getFirst().sampleShape();
      List<List<Integer>> strides = List.of(Nest.stretched(result, shape), Nest.canonical(shape));
      for (Nest.Axis axis : Nest.over(shape, strides).axes()) {
        (axis.strides().getFirst() == 0 ? reduced : kept).add(axis);
      }
    }

    Kernel kernel() {
      boolean stays = !kept.isEmpty() && kept.getLast().strides().get(1) == 1;
      boolean goes = !reduced.isEmpty() && reduced.getLast().strides().get(1) == 1;
      if (stays && lanes > 1 && kept.getLast().size() >= lanes) {
        int length = kept.getLast().size();
        loops(
            kept.subList(0, kept.size() - 1),
            at ->
                k.loop(
                    "v",
                    Index.ZERO,
                    Index.of(length),
                    lanes,
                    v -> column(at, k.let("from", length % lanes == 0 ? v : last(v, length)))));
      } else if (goes && lanes > 1 && reduced.getLast().size() >= lanes) {
        loops(kept, this::run);
      } else {
        loops(kept, this::element);
      }
      return l.finish(
          k, "Of " + input.sampleText() + " elements those along " + op.attributes() + ".");
    }

    /** Where a loop stands: in the result and in the input. */
    private record At(Index y, Index x) {}

    private void loops(List<Nest.Axis> axes, Consumer<At> body) {
      loops(axes, new At(Index.ZERO, Index.ZERO), body);
    }

    private void loops(List<Nest.Axis> axes, At at, Consumer<At> body) {
      if (axes.isEmpty()) {
        body.accept(at);
        return;
      }
      Nest.Axis axis = axes.getFirst();
      k.loop(
          "i",
          axis.size(),
          i -> {
            Index inY = at.y.plus(i.times(axis.strides().get(0)));
            Index inX = at.x.plus(i.times(axis.strides().get(1)));
            loops(axes.subList(1, axes.size()), new At(inY, inX), body);
          });
    }

    /** The last vector overlaps the one before, and computes the same there once more. */
    private Index last(Index v, int length) {
      return v.min(Index.of(length - lanes));
    }

    /** A vector of results. */
    private void column(At at, Index v) {
      Expr.Use c = k.variable("c", k.broadcast(initial()));
      loops(reduced, new At(at.y, at.x.plus(v)), in -> k.assign(c, combine(c, k.load(x, in.x))));
      k.store(y, at.y.plus(v), result(c));
    }

    /** One result of consecutive elements. */
    private void run(At at) {
      int length = reduced.getLast().size();
      int tail = length % lanes;
      Expr.Use c = k.variable("c", k.broadcast(initial()));
      loops(
          reduced.subList(0, reduced.size() - 1),
          at,
          in -> {
            k.loop(
                "v",
                Index.ZERO,
                Index.of(length - tail),
                lanes,
                v -> k.assign(c, combine(c, k.load(x, in.x.plus(v)))));
            if (tail > 0) {
              // The last vector overlaps the one before, whose lanes count once.
              Expr last = k.let("last", k.load(x, in.x.plus(length - lanes)));
              k.assign(c, combine(c, k.fillUntil(lanes - tail, last, none())));
            }
          });
      Expr one = max() ? new Expr.Reduce(Expr.ReduceOp.MAX, c) : k.sumLanes(c, s);
      k.store(y, at.y, result(one));
    }

    private void element(At at) {
      Expr.Use c = k.variable("c", initial());
      loops(reduced, at, in -> k.assign(c, combine(c, k.element(x, in.x))));
      k.store(y, at.y, result(c));
    }

    private boolean max() {
      return op.kind() == ReduceOp.Kind.MAX || op.kind() == ReduceOp.Kind.SHIFT;
    }

    private Expr initial() {
      return new Expr.Const(type, none());
    }

    /** What changes no result. */
    private double none() {
      return max() ? Double.NEGATIVE_INFINITY : 0;
    }

    private Expr combine(Expr c, Expr value) {
      return max() ? c.max(value) : c.plus(value);
    }

    private Expr result(Expr c) {
      return op.kind() == ReduceOp.Kind.MEAN ? c.over(c.constant(op.count(input))) : c;
    }
  }
}
