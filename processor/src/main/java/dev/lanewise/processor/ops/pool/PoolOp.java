package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.History;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One number for each window of each channel.
 *
 * @param windows by axis of space
 */
public record PoolOp(Kind kind, List<Window> windows) implements Op {
  /** What a window becomes. */
  public enum Kind {
    MAX,
    SUM,
    /** The sum divided by all elements of the window, those among the declared pads included. */
    AVERAGE,
    /** The sum divided by the elements within the input. */
    AVERAGE_INSIDE
  }

  /** One window over the whole of each channel of an image. */
  public static PoolOp global(Kind kind, TensorType image) {
    List<Window> windows = new ArrayList<>();
    for (int size : image.sampleShape().subList(1, image.sampleShape().size())) {
      windows.add(new Window(size, size, 1, 0, 0, 1));
    }
    return new PoolOp(kind, windows);
  }

  @Override
  public String mnemonic() {
    return kind.name().toLowerCase() + "_pool";
  }

  @Override
  public String attributes() {
    return windows.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    List<Dim> dims = new ArrayList<>(x.sampleDims().subList(0, 1));
    for (int i = 0; i < windows.size(); i++) {
      Dim dim = x.sampleDims().get(i + 1);
      if (dim.size() != windows.get(i).size() || !windows.get(i).reachesInput()) {
        throw new IllegalArgumentException("pool of " + inputs + " with " + windows);
      }
      dims.add(new Dim(windows.get(i).output(), dim.axis()));
    }
    return List.of(x.withSample(dims));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Value yGrad = resultGrads.getFirst();
    String name = x.name() + "Grad";
    return List.of(
        kind == Kind.MAX
            ? gradients
                .add(name, new MaxPoolGradOp(windows), List.of(x, node.result(), yGrad))
                .result()
            : gradients
                .add(name, new PoolTransposeOp(kind, windows, x.type()), List.of(yGrad))
                .result());
  }

  /**
   * Of a maximum the first step may stand for those before it, where the window reads all steps.
   */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    if (!step.hasPixels(0)) {
      return Op.super.step(step);
    }
    boolean apart = kind == Kind.MAX && windows.getFirst().dilation() > 1;
    if (apart || kind == Kind.AVERAGE_INSIDE) {
      return step.refuse(
          apart
              ? "looks for a maximum in steps apart from each other, some of which there may not be"
              : "averages over as many steps as there are; countIncludePad = true counts all");
    }
    PoolOp op = new PoolOp(kind, History.onTaps(windows));
    return History.of(step, windows, kind == Kind.MAX)
        .map(taps -> List.of(step.add(step.node().name(), op, List.of(taps))));
  }

  /** One operation for each tap. */
  @Override
  public long flops(Node node) {
    long taps = windows.stream().mapToLong(Window::kernel).reduce(1, Math::multiplyExact);
    return node.types().getFirst().sampleSize() * taps;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(
        new WindowWalk("pool windows", kind, windows, List.of(true)) {
          @Override
          void window(WindowFrame frame) {
            boolean max = kind == Kind.MAX;
            // To begin with the first tap gains nothing: 0.99 and 1.01 of the time of small
            // networks.
            var c = frame.variable("c", max ? Double.NEGATIVE_INFINITY : 0);
            frame.taps(taps -> {
              var x = frame.load(0, taps);
              frame.assign(c, max ? c.max(x) : c.plus(x));
            });
            frame.store(max ? c : frame.divided(c));
          }
        });
  }
}
