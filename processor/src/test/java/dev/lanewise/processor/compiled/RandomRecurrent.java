package dev.lanewise.processor.compiled;

import java.util.Random;

/** A recurrent layer with options as nobody would put them together. */
final class RandomRecurrent {
  private static final int[] WIDTHS = {1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 20, 33};
  private static final String[] CELLS = {"Lstm", "Lstm", "Gru", "Gru", "SimpleRnn", "IndRnn"};
  private static final String[] FUNCTIONS = {"TANH", "SOFTSIGN", "RELU", "GELU", "LINEAR"};
  private static final String[] GATES = {"SIGMOID", "HARD_SIGMOID", "SILU"};

  /** States that go on from window to window would grow without end. */
  private static final String[] BOUNDED = {"SIGMOID", "HARD_SIGMOID"};

  private static final String[] MERGES = {"CONCAT", "SUM", "MULTIPLY", "AVERAGE"};
  private static final String[] DROPOUTS = {
    ", inputDropout = 0.3",
    ", recurrentDropout = 0.2",
    ", inputDropout = 0.1, recurrentDropout = 0.4"
  };

  private final Random random;
  private final boolean forward;
  private int features;

  /**
   * @param forward whether it goes forward alone, and perhaps on for ever
   */
  RandomRecurrent(Random random, boolean forward) {
    this.random = random;
    this.forward = forward;
  }

  /** Of the last layer's result. */
  int features() {
    return features;
  }

  /** A layer that makes a sequence. */
  String layer() {
    return (random.nextInt(6) == 0 ? jordan() : recurrent(false)) + ")";
  }

  /**
   * A layer of which the last step is wanted.
   *
   * @param takesState whether a first state may be read beside the sequence
   */
  String last(boolean takesState) {
    return recurrent(takesState) + ", returnSequence = false)";
  }

  private String jordan() {
    features = any(WIDTHS);
    return "@Jordan(units = %d, outputs = %d".formatted(any(WIDTHS), features);
  }

  private String recurrent(boolean single) {
    String cell = any(CELLS);
    features = any(WIDTHS);
    StringBuilder text = new StringBuilder("@%s(units = %d".formatted(cell, features));
    if (!single && random.nextInt(3) == 0) {
      text.append(", layers = 2").append(random.nextBoolean() ? ", outputDropout = 0.2" : "");
    }
    if (!forward && !single && random.nextInt(3) == 0) {
      String merge = any(MERGES);
      text.append(", bidirectional = true, merge = Merge.").append(merge);
      features *= merge.equals("CONCAT") ? 2 : 1;
    }
    text.append(options(cell));
    text.append(random.nextInt(4) == 0 ? ", bias = false" : "");
    text.append(random.nextInt(4) == 0 ? ", activation = " + any(FUNCTIONS) : "");
    text.append(random.nextInt(4) == 0 ? any(DROPOUTS) : "");
    return text.toString();
  }

  private String options(String cell) {
    boolean gated = cell.equals("Lstm") || cell.equals("Gru");
    String[] gates = forward ? BOUNDED : GATES;
    String gate = gated && random.nextInt(4) == 0 ? ", recurrentActivation = " + any(gates) : "";
    return gate
        + switch (cell) {
          case "Lstm" -> option("peephole = true") + option("coupledGates = true");
          case "Gru" -> option("resetAfter = false") + option("updateGate = UpdateGate.REPLACE");
          default -> "";
        };
  }

  private String option(String text) {
    return random.nextInt(4) == 0 ? ", " + text : "";
  }

  private int any(int[] values) {
    return values[random.nextInt(values.length)];
  }

  private String any(String[] values) {
    return values[random.nextInt(values.length)];
  }
}
