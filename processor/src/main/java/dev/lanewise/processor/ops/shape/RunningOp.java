package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import java.util.List;

/**
 * What a value becomes with one step more: inputs are the value, a count of steps, and the step.
 */
public record RunningOp(Kind kind) implements Elementwise {
  /** How a step counts. */
  public enum Kind {
    /** {@code n + 1}, of the count alone. */
    COUNT,
    /** {@code m + (x - m) / n}, n being the count with this step. */
    MEAN,
    /** {@code max(m, x)}, or x where the count of steps before is zero. */
    MAX
  }

  /** How many steps there were with this one, in each element of a shape. */
  public static Value count(OneStep step, String name, TensorType type) {
    Value before = step.kept(name + "Count", type);
    Value count = step.add(name + "Count", new RunningOp(Kind.COUNT), List.of(before));
    step.keep(before, count);
    return count;
  }

  /** The sum, mean or maximum of all steps so far. */
  static Value reduced(OneStep step, ReduceOp.Kind kind, Value x) {
    String name = step.node().name();
    Value before = step.kept(name + "SoFar", x.type());
    Value result =
        switch (kind) {
          case SUM -> step.add(name, new AddOp(), List.of(before, x));
          case MEAN ->
              step.add(
                  name, new RunningOp(Kind.MEAN), List.of(before, count(step, name, x.type()), x));
          case MAX, SHIFT -> {
            Value steps = step.kept(name + "Count", x.type());
            step.keep(steps, step.add(name + "Count", new RunningOp(Kind.COUNT), List.of(steps)));
            yield step.add(name, new RunningOp(Kind.MAX), List.of(before, steps, x));
          }
        };
    step.keep(before, result);
    return result;
  }

  @Override
  public String mnemonic() {
    return "running_" + kind.name().toLowerCase();
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr before = inputs.getFirst();
    return switch (kind) {
      case COUNT -> before.plus(1);
      case MEAN -> {
        Expr m = k.let("m", before);
        yield m.plus(inputs.get(2).minus(m).over(inputs.get(1)));
      }
      case MAX -> {
        Expr x = k.let("x", inputs.get(2));
        Expr count = inputs.get(1);
        yield count.select(Comparison.GT, count.constant(0), before.max(x), x);
      }
    };
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return kind == Kind.MAX && !zero.contains(false);
  }
}
