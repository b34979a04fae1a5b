package dev.lanewise.benchmarks.models;

import dev.lanewise.runtime.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network told layer by layer, with the numbers of one that Lanewise made: what the peer's side
 * of a comparison is built from.
 *
 * <pre>
 *   Chain.of(net).conv("conv", 1, 1).relu().flatten().dense("scores")
 * </pre>
 */
public final class Chain {

  private final Network net;
  private final boolean bfloat16;
  private final List<Layer> layers = new ArrayList<>();

  private Chain(Network net, boolean bfloat16) {
    this.net = net;
    this.bfloat16 = bfloat16;
  }

  /** No layer yet; the input is the network's first. */
  public static Chain of(Network net) {
    return new Chain(net, false);
  }

  /**
   * The same of a network that stores its weights as bfloat16: the peer's floats are rounded so.
   */
  public static Chain ofBfloat16(Network net) {
    return new Chain(net, true);
  }

  /** A dense layer with the parameters of this name. */
  public Chain dense(String name) {
    return with(new Layer.Dense(weight(name), bias(name)));
  }

  /**
   * A convolution with the parameters of this name, {@code pad} zeros on either side, in as many
   * groups as its weights have channels too few.
   */
  public Chain conv(String name, int stride, int pad) {
    List<Integer> shape =
        net.parameters().stream()
            .filter(parameter -> parameter.name().equals(name + ".weight"))
            .map(parameter -> list(parameter.shape()))
            .findFirst()
            .orElseThrow();
    int groups = output().getFirst() / shape.get(1);
    return with(new Layer.Conv(shape, weight(name), bias(name), groups, stride, pad));
  }

  private static List<Integer> list(int[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  private float[] weight(String name) {
    return stored(name + ".weight");
  }

  private float[] stored(String name) {
    float[] weights = net.parameter(name);
    for (int i = 0; bfloat16 && i < weights.length; i++) {
      int bits = Float.floatToRawIntBits(weights[i]);
      int rounded = bits + 0x7fff + (bits >>> 16 & 1);
      weights[i] = Float.intBitsToFloat(rounded & 0xffff0000);
    }
    return weights;
  }

  private float[] bias(String name) {
    return net.parameter(name + ".bias");
  }

  /** Max pooling. */
  public Chain maxPool(int size) {
    return with(new Layer.MaxPool(input().size() - 1, size));
  }

  /** The mean of each channel. */
  public Chain globalAveragePool() {
    return with(new Layer.GlobalAveragePool());
  }

  /** Recurrent layers with the parameters of this name: as many, and as they go, as it has. */
  public Chain recurrent(Recurrence.Cell cell, String name) {
    int directions = has(name + ".weight_ih_l0_reverse") ? 2 : 1;
    List<Recurrence.Pass> passes = new ArrayList<>();
    for (int layer = 0; has(name + ".weight_ih_l" + layer); layer++) {
      passes.add(pass(name, "_l" + layer));
      if (directions == 2) {
        passes.add(pass(name, "_l" + layer + "_reverse"));
      }
    }
    int units = passes.getFirst().inputBias().length / cell.gates();
    int weightBytes = bfloat16 ? Short.BYTES : Float.BYTES;
    return with(new Recurrence(cell, output().getLast(), units, directions, weightBytes, passes));
  }

  private Recurrence.Pass pass(String name, String suffix) {
    return new Recurrence.Pass(
        stored(name + ".weight_ih" + suffix),
        stored(name + ".weight_hh" + suffix),
        net.parameter(name + ".bias_ih" + suffix),
        net.parameter(name + ".bias_hh" + suffix));
  }

  private boolean has(String parameter) {
    return net.parameters().stream().anyMatch(found -> found.name().equals(parameter));
  }

  /** The last step of a sequence. */
  public Chain lastStep() {
    return with(new Layer.LastStep());
  }

  /** Everything in one axis. */
  public Chain flatten() {
    return with(new Layer.Flatten());
  }

  /** ReLU. */
  public Chain relu() {
    return with(new Layer.Relu());
  }

  private Chain with(Layer layer) {
    layers.add(layer);
    return this;
  }

  /** In order. */
  public List<Layer> layers() {
    return layers;
  }

  /** The shape of a sample that goes in. */
  public List<Integer> input() {
    return list(net.inputs().getFirst().shape());
  }

  /** The shape of what comes out of the first {@code count} layers. */
  private List<Integer> after(int count) {
    List<Integer> shape = input();
    for (Layer layer : layers.subList(0, count)) {
      shape = layer.output(shape);
    }
    return shape;
  }

  /** The shape of what comes out for a sample. */
  public List<Integer> output() {
    return after(layers.size());
  }

  /** Floating-point operations of the products for one sample. */
  public long flops() {
    long flops = 0;
    for (int i = 0; i < layers.size(); i++) {
      flops += layers.get(i).flops(after(i));
    }
    return flops;
  }

  /**
   * Floating-point operations of the products for one sample in training: each has two gradients,
   * but for the first, whose input needs none.
   */
  public long trainingFlops() {
    return 3 * flops() - layers.getFirst().inputFlops(input());
  }
}
