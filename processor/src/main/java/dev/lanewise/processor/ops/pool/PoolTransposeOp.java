package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import java.util.List;

/**
 * The way back from windows to their elements: each element becomes the sum over the windows that
 * hold it, each divided as the pooling does. With windows that do not overlap it is upsampling to
 * the nearest.
 *
 * @param kind SUM or an average
 * @param windows of the pooling
 * @param declared type of the pooling's input, but for the number of its rows
 */
public record PoolTransposeOp(PoolOp.Kind kind, List<Window> windows, TensorType declared)
    implements Op {
  @Override
  public String mnemonic() {
    return kind.name().toLowerCase() + "_spread";
  }

  @Override
  public String attributes() {
    return windows.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst().withSample(declared.sampleDims()));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    PoolOp back = new PoolOp(kind, windows);
    return List.of(gradients.add(node.input(0).name() + "Grad", back, resultGrads).result());
  }

  /** One operation for each element written. */
  @Override
  public long flops(Node node) {
    return node.types().getFirst().sampleSize();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(
        new WindowWalk("spread windows", kind, windows, List.of(false)) {
          @Override
          void window(WindowFrame frame) {
            var g = frame.let("g", frame.divided(frame.load(0)));
            frame.taps(taps -> frame.add(taps, g));
          }
        });
  }
}
