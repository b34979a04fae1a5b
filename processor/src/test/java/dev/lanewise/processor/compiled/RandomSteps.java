package dev.lanewise.processor.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Methods of a random model from a sequence, of numbers or of tokens, of one length or of varying
 * ones, over layers that work at each step, to features.
 */
final class RandomSteps {
  private static final int[] LENGTHS = {1, 2, 3, 5, 8, 9, 13};
  private static final int[] FEATURES = {1, 2, 3, 4, 8, 16, 17};
  private static final String[] LAYERS = {
    "@LayerNorm(eps = 0.1)",
    "@Softmax",
    "@LogSoftmax",
    "@Dropout(0.3)",
    "@TimeReverse",
    "@Prelu(perChannel = true)",
    "@Elu"
  };
  private static final String[] ENDS = {
    "@ReduceMean(axes = 0)", "@ReduceMax(axes = 0)", "@LastStep", "@Flatten"
  };
  private static final String[] LOSSES = {
    "@MeanSquaredErrorLoss", "@HuberLoss(weight = 0.5)", "@BinaryCrossEntropyWithLogitsLoss"
  };

  /**
   * @param name of the features that became of the sequence, from -1 to 1
   */
  record Drawn(List<String> methods, String name, int features) {}

  private record Steps(String name, int features) {}

  private final Random random;
  private final String[] functions;
  private final boolean losses;
  private final int length;
  private final boolean variable;
  private final List<String> methods = new ArrayList<>();
  private final List<Steps> sequences = new ArrayList<>();

  RandomSteps(Random random, String[] functions, boolean losses) {
    this.random = random;
    this.functions = functions;
    this.losses = losses;
    this.length = any(LENGTHS);
    this.variable = random.nextBoolean();
  }

  Drawn draw() {
    begin();
    for (int layers = 1 + random.nextInt(4); layers > 0; layers--) {
      layer(sequences.get(random.nextInt(sequences.size())));
    }
    Steps near = add("@Activation(TANH)", sequences.getLast().features, sequences.getLast());
    if (losses && random.nextBoolean()) {
      loss(near);
    }
    int end = random.nextInt(ENDS.length - (variable ? 1 : 0));
    int features = near.features * (ENDS[end].equals("@Flatten") ? length : 1);
    String name = add(ENDS[end], features, near).name;
    return new Drawn(methods, name, features);
  }

  private void begin() {
    String more = variable ? ", variable = true" : "";
    int features = any(FEATURES);
    if (random.nextBoolean()) {
      String input = "@SequenceInput(length = %d, features = %d%s)";
      add(input.formatted(length, features, more), features);
      return;
    }
    String input = "@TokenInput(length = %d, vocabulary = %d%s)";
    Steps tokens = add(input.formatted(length, 1 + random.nextInt(9), more), 0);
    sequences.clear();
    add("@Embedding(features = " + features + ")", features, tokens);
  }

  private void layer(Steps from) {
    switch (random.nextInt(7)) {
      case 0 -> add("@Activation(" + any(functions) + ")", from.features, from);
      case 1 -> {
        List<Steps> equal = sequences.stream().filter(s -> s.features == from.features).toList();
        String[] ops = {"@Add", "@Subtract", "@Multiply"};
        Steps near = add("@Activation(TANH)", from.features, equal.getFirst());
        add(any(ops), from.features, from, near);
      }
      case 2 -> {
        Steps other = sequences.getFirst();
        if (!other.equals(from)) {
          add("@Concat(axis = -1)", from.features + other.features, from, other);
        }
      }
      case 3, 4 -> {
        int units = any(FEATURES);
        String activation = random.nextBoolean() ? "" : ", activation = " + any(functions);
        add("@Dense(units = " + units + activation + ")", units, from);
      }
      case 5 -> {
        int filters = any(FEATURES);
        String causal = "@Conv1d(filters = %d, kernel = %d, padding = Padding.CAUSAL)";
        add(causal.formatted(filters, 1 + random.nextInt(3)), filters, from);
      }
      default -> add(any(LAYERS), from.features, from);
    }
  }

  private void loss(Steps from) {
    String name = "seqLabel";
    if (from.features > 1 && random.nextBoolean()) {
      String ignored = random.nextBoolean() ? "" : ", ignoreIndex = " + (random.nextInt(3) - 1);
      methods.add(
          "@ClassLabel(value = %d, shape = %d%s) Tensor %s();"
              .formatted(from.features, length, ignored, name));
      methods.add(
          "@CrossEntropyLoss Tensor seqLoss(Tensor %s, Tensor seqLabel);".formatted(from.name));
    } else {
      methods.add("@Label({%d, %d}) Tensor %s();".formatted(length, from.features, name));
      methods.add(
          "%s Tensor seqLoss(Tensor %s, Tensor seqLabel);".formatted(any(LOSSES), from.name));
    }
  }

  private Steps add(String annotation, int features, Steps... reads) {
    Steps steps = new Steps("seq" + methods.size(), features);
    List<String> parameters = new ArrayList<>();
    for (Steps read : reads) {
      parameters.add("Tensor " + read.name);
    }
    methods.add(
        "%s Tensor %s(%s);".formatted(annotation, steps.name, String.join(", ", parameters)));
    sequences.add(steps);
    return steps;
  }

  private int any(int[] values) {
    return values[random.nextInt(values.length)];
  }

  private String any(String[] values) {
    return values[random.nextInt(values.length)];
  }
}
