package dev.lanewise.processor.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Methods of a random model from a sequence, of numbers or of tokens, of one length or of varying
 * ones, over layers that work at each step or through time, to features.
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
   * @param length of the sequence
   * @param name of the features that became of it, from about -2 to 2
   */
  record Drawn(List<String> methods, int length, String name, int features) {}

  private record Steps(String name, int length, int features) {}

  private final Random random;
  private final String[] functions;
  private final boolean losses;
  private final boolean forward;
  private final boolean variable;
  private final List<String> methods = new ArrayList<>();
  private final List<Steps> sequences = new ArrayList<>();

  /**
   * @param forward whether nothing goes back from the last step, or changes the number of steps,
   *     and something is carried from each to the next
   */
  RandomSteps(Random random, String[] functions, boolean losses, boolean forward) {
    this.random = random;
    this.functions = functions;
    this.losses = losses;
    this.forward = forward;
    this.variable = random.nextBoolean();
  }

  Drawn draw() {
    begin();
    if (forward) {
      recurrent(sequences.getLast());
    }
    for (int layers = 1 + random.nextInt(4); layers > 0; layers--) {
      layer(sequences.get(random.nextInt(sequences.size())));
    }
    Steps near = add("@Activation(TANH)", sequences.getLast().features, sequences.getLast());
    if (losses && (random.nextBoolean() || forward && random.nextBoolean())) {
      loss(near);
    }
    return random.nextInt(3) == 0 ? last(near) : end(near);
  }

  private Drawn end(Steps near) {
    int end = random.nextInt(ENDS.length - (variable ? 1 : 0));
    int features = near.features * (ENDS[end].equals("@Flatten") ? near.length : 1);
    return drawn(add(ENDS[end], 1, features, near));
  }

  /**
   * What a recurrent layer has of all steps, perhaps beginning with features of the first layer.
   */
  private Drawn last(Steps from) {
    boolean takesState = random.nextInt(3) == 0;
    RandomRecurrent drawn = new RandomRecurrent(random, forward);
    String layer = drawn.last(takesState);
    if (!takesState) {
      return drawn(add(layer, 1, drawn.features(), from));
    }
    Steps features = add("@LastStep", 1, from.features, from);
    String dense = "@Dense(units = " + drawn.features() + ")";
    Steps first = add(dense, 1, drawn.features(), features);
    return drawn(add(layer, 1, drawn.features(), from, first));
  }

  private Drawn drawn(Steps end) {
    return new Drawn(methods, sequences.getFirst().length, end.name, end.features);
  }

  private void begin() {
    String more = variable ? ", variable = true" : "";
    int length = any(LENGTHS);
    int features = any(FEATURES);
    if (random.nextBoolean()) {
      String input = "@SequenceInput(length = %d, features = %d%s)";
      add(input.formatted(length, features, more), length, features);
      return;
    }
    String input = "@TokenInput(length = %d, vocabulary = %d%s)";
    Steps tokens = add(input.formatted(length, 1 + random.nextInt(9), more), length, 0);
    sequences.clear();
    add("@Embedding(features = " + features + ")", features, tokens);
  }

  private void layer(Steps from) {
    switch (random.nextInt(11)) {
      case 0 -> add("@Activation(" + any(functions) + ")", from.features, from);
      case 1 -> {
        List<Steps> equal = together(from).filter(s -> s.features == from.features).toList();
        String[] ops = {"@Add", "@Subtract", "@Multiply"};
        Steps near = add("@Activation(TANH)", from.features, equal.getFirst());
        add(any(ops), from.features, from, near);
      }
      case 2 -> {
        Steps other = together(from).findFirst().orElseThrow();
        if (!other.equals(from)) {
          add("@Concat(axis = -1)", from.features + other.features, from, other);
        }
      }
      case 3, 4 -> {
        int units = any(FEATURES);
        String activation = random.nextBoolean() ? "" : ", activation = " + any(functions);
        add("@Dense(units = " + units + activation + ")", units, from);
      }
      case 5 -> convolution(from);
      case 6 -> cell(from);
      case 7, 8, 9 -> recurrent(from);
      default -> add(any(LAYERS), from.features, from);
    }
  }

  private void recurrent(Steps from) {
    RandomRecurrent drawn = new RandomRecurrent(random, forward);
    add(drawn.layer(), drawn.features(), from);
  }

  /** Those as long as another. */
  private Stream<Steps> together(Steps from) {
    return sequences.stream().filter(s -> s.length == from.length);
  }

  /** Where samples end, no step may know of later ones, and none is left out. */
  private void convolution(Steps from) {
    if (!variable && random.nextInt(4) == 0) {
      add("@MaxPool1d(value = 3, stride = 1, padding = Padding.SAME)", from.features, from);
      return;
    }
    int filters = any(FEATURES);
    int stride = variable || forward ? 1 : 1 + random.nextInt(2);
    String padding = variable || random.nextBoolean() ? "CAUSAL" : "SAME";
    String text =
        "@Conv1d(filters = %d, kernel = %d, stride = %d, dilation = %d, padding = Padding.%s, activation = TANH)"
            .formatted(filters, 1 + random.nextInt(4), stride, 1 + random.nextInt(2), padding);
    add(text, (from.length + stride - 1) / stride, filters, from);
  }

  /** A recurrent layer of the user's own over one sequence or two. */
  private void cell(Steps from) {
    Steps other = together(from).findFirst().orElseThrow();
    boolean two = !other.equals(from) && random.nextBoolean();
    List<Integer> reads = two ? List.of(from.features, other.features) : List.of(from.features);
    String name = "Cell" + methods.size();
    RandomCells.Drawn drawn = new RandomCells(random).draw(name, reads);
    methods.add(drawn.text());
    boolean reverse = random.nextBoolean() && !forward;
    String use = "@Recurrent(value = %s.class, reverse = %b)".formatted(name, reverse);
    Steps[] more = two ? new Steps[] {other} : new Steps[0];
    add(use, drawn.features(), from, more);
  }

  private void loss(Steps from) {
    String name = "seqLabel";
    if (from.features > 1 && random.nextBoolean()) {
      String ignored = random.nextBoolean() ? "" : ", ignoreIndex = " + (random.nextInt(3) - 1);
      methods.add(
          "@ClassLabel(value = %d, shape = %d%s) Tensor %s();"
              .formatted(from.features, from.length, ignored, name));
      methods.add(
          "@CrossEntropyLoss Tensor seqLoss(Tensor %s, Tensor seqLabel);".formatted(from.name));
    } else {
      methods.add("@Label({%d, %d}) Tensor %s();".formatted(from.length, from.features, name));
      methods.add(
          "%s Tensor seqLoss(Tensor %s, Tensor seqLabel);".formatted(any(LOSSES), from.name));
    }
  }

  private Steps add(String annotation, int features, Steps read, Steps... more) {
    List<Steps> reads = new ArrayList<>(List.of(read));
    reads.addAll(List.of(more));
    return add(annotation, read.length, features, reads.toArray(new Steps[0]));
  }

  private Steps add(String annotation, int length, int features, Steps... reads) {
    Steps steps = new Steps("seq" + methods.size(), length, features);
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
