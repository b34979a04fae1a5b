package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.shape.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An elementwise op on operands that {@linkplain Stretch stretch} to one shape; those without batch
 * axis serve every sample.
 */
public record StretchedOp(Elementwise of) implements FusedOp.Root, FusedOp.Stretched {
  /** The op itself where no operand stretches: it fuses. */
  public static Op of(Elementwise op, List<Value> inputs) {
    TensorType first = inputs.getFirst().type();
    boolean equal = inputs.stream().allMatch(v -> v.type().shape().equals(first.shape()));
    return equal && first.isBatched() ? op : new StretchedOp(op);
  }

  /** Gradients whose elementwise ops stretch what they read. */
  public static Gradients stretching(Gradients gradients) {
    return new Gradients() {
      @Override
      public Node add(String name, Op op, List<Value> inputs) {
        Op stretched = op instanceof Elementwise e ? StretchedOp.of(e, inputs) : op;
        return gradients.add(name, stretched, inputs);
      }

      @Override
      public Op sum() {
        return gradients.sum();
      }

      @Override
      public boolean needs(Value value) {
        return gradients.needs(value);
      }
    };
  }

  @Override
  public boolean takesChannels() {
    return true;
  }

  @Override
  public String mnemonic() {
    return of.mnemonic();
  }

  @Override
  public String attributes() {
    return of.attributes();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Optional<List<Dim>> sample = Stretch.sample(inputs);
    if (sample.isEmpty()) {
      throw new IllegalArgumentException(mnemonic() + " of " + inputs);
    }
    TensorType rows =
        inputs.stream().filter(TensorType::isBatched).findFirst().orElse(inputs.getFirst());
    return List.of(rows.withSample(sample.get()));
  }

  /** The op's gradients at the stretched shape, added up along what was stretched. */
  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> stretched = of.gradient(stretching(gradients), node, resultGrads);
    List<Value> grads = new ArrayList<>();
    for (int i = 0; i < stretched.size(); i++) {
      Value operand = node.input(i);
      boolean flows = stretched.get(i) != null && gradients.needs(operand);
      grads.add(flows ? Stretch.back(gradients, operand, stretched.get(i)) : null);
    }
    return grads;
  }

  @Override
  public long flops(Node node) {
    return of.flops(node);
  }

  /** What has no steps stretches to all of them, unless it has something for each. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    List<Value> inputs = step.inputs();
    List<Integer> one =
        IntStream.range(0, inputs.size())
            .filter(step::hasSteps)
            .mapToObj(i -> inputs.get(i).type().sampleShape())
            .findFirst()
            .orElse(List.of());
    boolean stretches =
        step.givesSteps()
            && Stretch.sample(inputs.stream().map(Value::type).toList())
                .filter(dims -> one.equals(dims.stream().map(Dim::size).toList()))
                .isPresent();
    return stretches ? step.as(this) : FusedOp.Root.super.step(step);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Stretching());
  }
}
