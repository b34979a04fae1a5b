package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.DivideOp;
import dev.lanewise.processor.ops.arithmetic.EqualOp;
import dev.lanewise.processor.ops.arithmetic.MultiplyOp;
import dev.lanewise.processor.ops.arithmetic.ScaleOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import dev.lanewise.processor.ops.pool.PoolOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sum, mean or maximum along axes of a sample, which stay with size 1.
 *
 * <p>Of a maximum that several elements reach, each gets an equal share of the gradient, as in
 * {@code torch.amax}.
 */
public record ReduceOp(Kind kind, List<Integer> axes) implements Op {
  /** What becomes of the elements. */
  public enum Kind {
    SUM,
    MEAN,
    MAX,
    /** A maximum through which no gradient flows: one that cancels out in what reads it. */
    SHIFT
  }

  /**
   * A reduction; a sum or a mean over all axes of space is a pooling, which takes an image with its
   * channels side by side, as layers of images leave it.
   */
  static Op of(Kind kind, TensorType x, List<Integer> axes) {
    int rank = x.sampleDims().size();
    boolean space =
        x.isBatched()
            && rank > 1
            && x.sampleDims().getFirst().axis() == Axis.CHANNEL
            && axes.stream().sorted().toList().equals(IntStream.range(1, rank).boxed().toList());
    return switch (kind) {
      case SUM -> space ? PoolOp.global(PoolOp.Kind.SUM, x) : new ReduceOp(kind, axes);
      case MEAN -> space ? PoolOp.global(PoolOp.Kind.AVERAGE, x) : new ReduceOp(kind, axes);
      case MAX, SHIFT -> new ReduceOp(kind, axes);
    };
  }

  @Override
  public String mnemonic() {
    return "reduce_" + kind.name().toLowerCase();
  }

  @Override
  public String attributes() {
    return "axes " + axes.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    List<Dim> sample = new ArrayList<>(inputs.getFirst().sampleDims());
    for (int axis : axes) {
      sample.set(axis, new Dim(1, sample.get(axis).axis()));
    }
    return List.of(inputs.getFirst().withSample(sample));
  }

  /** Elements that one result is made of. */
  int count(TensorType input) {
    return axes.stream().map(input.sampleShape()::get).reduce(1, (a, b) -> a * b);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    if (kind == Kind.SHIFT) {
      return Collections.singletonList(null);
    }
    Value x = node.input(0);
    Value yGrad = resultGrads.getFirst();
    String name = x.name() + "Grad";
    if (kind == Kind.MAX) {
      Gradients g = StretchedOp.stretching(gradients);
      Value reached =
          g.add(node.name() + "Reached", new EqualOp(), List.of(x, node.result())).result();
      Op sum = new ReduceOp(Kind.SUM, axes);
      Value count = g.add(node.name() + "Ties", sum, List.of(reached)).result();
      Value share = g.add(node.name() + "Share", new DivideOp(), List.of(yGrad, count)).result();
      return List.of(g.add(name, new MultiplyOp(), List.of(reached, share)).result());
    }
    if (kind == Kind.MEAN) {
      Op scale = new ScaleOp(1.0 / count(x.type()));
      yGrad = gradients.add(node.name() + "Share", scale, List.of(yGrad)).result();
    }
    Op expand = ExpandOp.to(x.type().sampleDims());
    return List.of(gradients.add(name, expand, List.of(yGrad)).result());
  }

  /** One operation for each element read. */
  @Override
  public long flops(Node node) {
    return node.input(0).type().sampleSize();
  }

  /** Along features at each step; along time, of the steps so far. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    boolean sequence = step.hasSteps(0) && step.node().input(0).type().hasTime();
    if (!sequence) {
      return Op.super.step(step);
    }
    Value own = step.add(step.node().name(), this, step.inputs());
    return step.of(axes.contains(0) ? RunningOp.reduced(step, kind, own) : own);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Reduction());
  }
}
