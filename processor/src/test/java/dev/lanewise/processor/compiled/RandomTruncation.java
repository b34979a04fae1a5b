package dev.lanewise.processor.compiled;

import java.util.Random;

/** How a random model is trained through time: windows of its steps, states that stay, cuts. */
final class RandomTruncation {
  private final Random random;

  RandomTruncation(Random random) {
    this.random = random;
  }

  /**
   * What stands before an interface, with what {@code @Model} says besides.
   *
   * @param length steps of the model
   */
  String annotations(int length, String model) {
    String stateful = random.nextInt(4) == 0 ? ", stateful = true" : "";
    return switch (random.nextInt(4)) {
      case 0 -> "@Model(" + model + ", stateful = true)";
      case 1 -> "@TruncatedBptt(probability = 0.3) @Model(" + model + stateful + ")";
      default -> "@TruncatedBptt(" + steps(length) + ") @Model(" + model + stateful + ")";
    };
  }

  /** One of both is the length; the other is so too, is 1, or lies between. */
  private String steps(int length) {
    int other = random.nextInt(4) == 0 ? length : 1 + random.nextInt(length);
    boolean far = random.nextBoolean();
    String cuts = random.nextInt(5) == 0 ? ", probability = 0.2" : "";
    return "k1 = %d, k2 = %d%s".formatted(far ? other : length, far ? length : other, cuts);
  }
}
