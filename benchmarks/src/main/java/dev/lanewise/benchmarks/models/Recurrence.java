package dev.lanewise.benchmarks.models;

import java.util.List;

/**
 * Recurrent layers, each of which goes over what the one below it gave; with PyTorch's weights.
 *
 * @param cell what is computed in a step
 * @param features numbers in a step of the input
 * @param units numbers in a state
 * @param directions 1, or 2 where each layer goes over the sequence from its end too
 * @param weightBytes of a weight as Lanewise stores it
 * @param passes layer by layer, those from the end behind those from the start
 */
public record Recurrence(
    Cell cell, int features, int units, int directions, int weightBytes, List<Pass> passes)
    implements Layer {

  /** What is computed in a step, and in how many parts as wide as the state. */
  public enum Cell {
    /** {@code h' = tanh(W x + R h + b)}. */
    RNN(1),
    /** Gates r, z and n, where r meets {@code R h} and its bias. */
    GRU(3),
    /** Gates i, f, g and o. */
    LSTM(4);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }

    /** Number of parts. */
    public int gates() {
      return gates;
    }

    /** Number of states that a step hands to the next: of an LSTM there are h and c. */
    public int states() {
      return this == LSTM ? 2 : 1;
    }
  }

  /**
   * What one layer knows in one direction.
   *
   * @param inputWeight {@code [gates x units][features]}
   * @param stateWeight {@code [gates x units][units]}
   * @param inputBias {@code [gates x units]}
   * @param stateBias {@code [gates x units]}
   */
  public record Pass(
      float[] inputWeight, float[] stateWeight, float[] inputBias, float[] stateBias) {}

  /** Number of layers. */
  public int layers() {
    return passes.size() / directions;
  }

  /** Numbers in a step of what a layer reads. */
  public int features(int layer) {
    return layer == 0 ? features : directions * units;
  }

  /** Bytes of the weights that one pass multiplies with its state, and so reads in each step. */
  public long stateBytes() {
    return (long) weightBytes * cell.gates() * units * units;
  }

  /** Bytes of all weights. */
  public long bytes() {
    return weightBytes
        * passes.stream()
            .mapToLong(pass -> pass.inputWeight().length + pass.stateWeight().length)
            .sum();
  }

  /** Operations on weights that are multiplied with what a layer reads: of all steps at once. */
  public long productFlops(List<Integer> input) {
    return input.getFirst()
        * passes.stream().mapToLong(pass -> 2L * pass.inputWeight().length).sum();
  }

  @Override
  public List<Integer> output(List<Integer> input) {
    return List.of(input.getFirst(), directions * units);
  }

  @Override
  public long flops(List<Integer> input) {
    long stateFlops = input.getFirst() * passes.size() * stateBytes() / weightBytes * 2;
    return productFlops(input) + stateFlops;
  }

  @Override
  public long inputFlops(List<Integer> input) {
    return input.getFirst()
        * passes.stream().limit(directions).mapToLong(pass -> 2L * pass.inputWeight().length).sum();
  }
}
