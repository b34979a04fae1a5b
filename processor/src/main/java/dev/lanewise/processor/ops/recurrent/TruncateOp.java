package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.ViewAlgorithm;
import java.util.Arrays;
import java.util.List;

/**
 * {@code y = x}, whose gradient ends here, or goes on by a factor for each row: a state as a step
 * reads it, where backpropagation through time is truncated. Inputs are the state and perhaps the
 * factors: 0 cuts, 1 lets all pass.
 *
 * <pre>xGrad[b] = factor[b] yGrad[b]</pre>
 */
public record TruncateOp() implements Op {
  @Override
  public String mnemonic() {
    return "truncate";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs.subList(0, 1);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value[] grads = new Value[node.inputs().size()];
    if (grads.length > 1) {
      List<Value> inputs = List.of(resultGrads.getFirst(), node.input(1));
      String name = node.input(0).name() + "Truncated";
      grads[0] = gradients.add(name, new TruncatedGradOp(), inputs).result();
    }
    return Arrays.asList(grads);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Same());
  }

  private static final class Same implements ViewAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return inputs.subList(0, 1);
    }
  }
}
