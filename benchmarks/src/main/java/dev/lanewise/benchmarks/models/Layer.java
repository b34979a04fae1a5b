package dev.lanewise.benchmarks.models;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a {@link Chain}, with its numbers. Shapes are of one sample: images channels first,
 * sequences time first.
 */
public sealed interface Layer
    permits Layer.Dense,
        Layer.Conv,
        Layer.MaxPool,
        Layer.GlobalAveragePool,
        Layer.Flatten,
        Layer.Relu,
        Layer.LastStep,
        Recurrence {

  /** The shape that comes out. */
  List<Integer> output(List<Integer> input);

  /**
   * Floating-point operations of the products of one sample, two a weight and position. What meets
   * the zeros around an image is counted too, as everybody counts it.
   */
  default long flops(List<Integer> input) {
    return 0;
  }

  /**
   * Those of them that read the input, whose gradient the first layer of a network need not have.
   */
  default long inputFlops(List<Integer> input) {
    return flops(input);
  }

  /** Numbers in a sample of a shape. */
  static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /**
   * One dense layer.
   *
   * @param weight {@code [outputs][inputs]}, row-major
   * @param bias {@code [outputs]}
   */
  record Dense(float[] weight, float[] bias) implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return List.of(bias.length);
    }

    @Override
    public long flops(List<Integer> input) {
      return 2L * weight.length;
    }
  }

  /**
   * One convolution.
   *
   * @param shape {@code filters, channels of a group, taps along each axis}
   * @param weight of that shape, row-major
   * @param bias {@code [filters]}
   * @param groups parts of the channels that are convolved each by itself
   * @param stride along each axis
   * @param pad zeros on either side of each axis
   */
  record Conv(List<Integer> shape, float[] weight, float[] bias, int groups, int stride, int pad)
      implements Layer {

    /** Number of axes. */
    public int axes() {
      return kernel().size();
    }

    /** Taps along each axis. */
    public List<Integer> kernel() {
      return shape.subList(2, shape.size());
    }

    @Override
    public List<Integer> output(List<Integer> input) {
      List<Integer> output = new ArrayList<>(List.of(shape.getFirst()));
      for (int i = 0; i < axes(); i++) {
        output.add((input.get(i + 1) + 2 * pad - kernel().get(i)) / stride + 1);
      }
      return output;
    }

    @Override
    public long flops(List<Integer> input) {
      return 2L * size(output(input)) * (weight.length / bias.length);
    }
  }

  /**
   * The greatest of neighbours that do not overlap; what is left at an end is left out.
   *
   * @param axes along which
   * @param size along each of them
   */
  record MaxPool(int axes, int size) implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      List<Integer> output = new ArrayList<>(input);
      output.subList(1, output.size()).replaceAll(length -> length / size);
      return output;
    }
  }

  /** The mean of each channel. */
  record GlobalAveragePool() implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      List<Integer> output = new ArrayList<>(input);
      output.subList(1, output.size()).replaceAll(length -> 1);
      return output;
    }
  }

  /** Everything in one axis. */
  record Flatten() implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return List.of(size(input));
    }
  }

  /** The greater of a number and 0. */
  record Relu() implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return input;
    }
  }

  /** The last of the steps of a sequence. */
  record LastStep() implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return input.subList(1, input.size());
    }
  }
}
