package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Foldable;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import dev.lanewise.processor.ops.shape.ReshapeOp;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A sum over taps and channels of an image: a convolution, or the transposed one, which is also the
 * gradient of a convolution's input. Inputs are the image, the weights and perhaps a bias.
 */
interface ConvProduct extends FusedOp.Root, Foldable {
  /** Floats in the widest vector. */
  int MOST_LANES = 16;

  /** Channels of the result. */
  int filters();

  /** Parts of the channels on both sides that meet each other alone. */
  int groups();

  /** By axis of space, those of the convolution, whichever way this one leads. */
  List<Window> windows();

  boolean bias();

  /** The same with a bias. */
  ConvProduct biased();

  /** For each axis of space its parts, which are computed one after the other. */
  List<List<Axis>> axes();

  /** Axis of the weights that the result's channels are: 0 or 1. */
  int laneAxis();

  /** Pixels along an axis of the image that is read. */
  int read(Window window);

  /** Pixels along an axis of the result. */
  int written(Window window);

  /** Leads from the gradient of the result to that of the image. */
  ConvProduct back(int channels);

  /**
   * The gradient of the weights.
   *
   * @param image that is read
   */
  Value weightGrad(Gradients gradients, Value weight, Value image, Value resultGrad);

  /**
   * Whether groups have whole vectors of channels at every width, so that pixels can be broadcast
   * to them.
   *
   * @param channels of all groups
   */
  static boolean isDirect(int channels, int groups) {
    return groups == 1 || channels / groups % MOST_LANES == 0;
  }

  @Override
  default boolean takesChannels() {
    return true;
  }

  @Override
  default String attributes() {
    return (groups() == 1 ? "" : groups() + " groups, ") + windows();
  }

  @Override
  default List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    int channels = x.sampleShape().getFirst();
    boolean fits = channels % groups() == 0 && filters() % groups() == 0;
    List<Integer> weights =
        new ArrayList<>(
            laneAxis() == 0
                ? List.of(filters(), channels / groups())
                : List.of(channels, filters() / groups()));
    List<Dim> sample = new ArrayList<>();
    sample.add(new Dim(filters(), x.sampleDims().getFirst().axis()));
    for (int i = 0; i < windows().size(); i++) {
      Window window = windows().get(i);
      Dim dim = x.sampleDims().get(i + 1);
      weights.add(window.kernel());
      sample.add(new Dim(written(window), dim.axis()));
      fits &= dim.size() == read(window) && written(window) > 0;
    }
    if (!fits || !inputs.get(1).shape().equals(weights)) {
      throw new IllegalArgumentException(mnemonic() + " of " + inputs + " with " + attributes());
    }
    return List.of(x.withSample(sample));
  }

  @Override
  default List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Value weight = node.input(1);
    Value yGrad = resultGrads.getFirst();
    List<Value> grads = new ArrayList<>();
    if (gradients.needs(x)) {
      ConvProduct back = back(x.type().sampleShape().getFirst());
      grads.add(gradients.add(x.name() + "Grad", back, List.of(yGrad, weight)).result());
    } else {
      grads.add(null);
    }
    grads.add(weightGrad(gradients, weight, x, yGrad));
    if (bias()) {
      String name = node.input(2).name() + "Grad";
      grads.add(gradients.add(name, new ChannelSumOp(), List.of(yGrad)).result());
    }
    return grads;
  }

  @Override
  default List<Integer> scaleShape(Node node) {
    List<Integer> shape = new ArrayList<>(List.of(filters()));
    shape.addAll(Collections.nCopies(windows().size(), 1));
    return shape;
  }

  /** {@code (w x + b) s + t = (s w) x + (b s + t)}. */
  @Override
  default Value fold(
      GraphBuilder graph, Node node, String name, List<Value> inputs, Value scale, Value shift) {
    Origin origin = scale.node().origin();
    Value weight = inputs.get(1);
    Value s = byFilter(graph, scale);
    Value shifted = byFilter(graph, shift);
    Op scaling = new ScaleFiltersOp(this, node.types().getFirst());
    Value scaled =
        graph.add(weight.name() + "Scaled", scaling, List.of(weight, s), origin).result();
    if (bias()) {
      List<Value> operands = List.of(inputs.get(2), s, shifted);
      Op op = StretchedOp.of(new ScaleShiftOp(), operands);
      shifted = graph.add(inputs.get(2).name() + "Shifted", op, operands, origin).result();
    }
    List<Value> folded = List.of(inputs.getFirst(), scaled, shifted);
    return graph.add(name, biased(), folded, node.origin()).result();
  }

  /** Numbers by channel as a bias has them, along a single axis. */
  private Value byFilter(GraphBuilder graph, Value channels) {
    Op op = new ReshapeOp(TensorType.of(channels.type().dtype(), List.of(filters())).dims());
    return graph
        .add(channels.name() + "Flat", op, List.of(channels), channels.node().origin())
        .result();
  }

  /** Each weight meets each pixel of the convolution's result once. */
  @Override
  default long flops(Node node) {
    long pixels = windows().stream().mapToLong(Window::output).reduce(1, (a, b) -> a * b);
    long added = bias() ? node.types().getFirst().sampleSize() : 0;
    return pixels * 2 * node.input(1).type().size() + added;
  }

  @Override
  default List<Algorithm> algorithms() {
    return List.of(isDirect(filters(), groups()) ? new DirectConv(false) : new ChannelLanes());
  }
}
