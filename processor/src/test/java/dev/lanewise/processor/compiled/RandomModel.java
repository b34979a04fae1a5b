package dev.lanewise.processor.compiled;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The source of a model as nobody would write it: layers that read any earlier node, diamonds,
 * nodes read twice or never, several inputs, outputs and losses, blocks in blocks, methods in any
 * order.
 */
public final class RandomModel {
  private static final int[] WIDTHS = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 20, 31, 32, 33, 36};
  private static final int[] BATCHES = {1, 2, 3, 5, 8, 9, 17};
  private static final String[] FUNCTIONS = {
    "LINEAR",
    "RELU",
    "SIGMOID",
    "TANH",
    "SELU",
    "GELU",
    "GELU_TANH",
    "HARD_SIGMOID",
    "SOFTSIGN",
    "SOFTPLUS",
    "SILU",
    "HARD_SWISH",
    "STEP"
  };
  private static final String[] SLOPES = {
    "@LeakyRelu", "@Elu", "@Prelu", "@Prelu(perChannel = true)"
  };
  // Of values that happen to be almost equal, a small eps would magnify the rounding.
  private static final String[] NORMS = {
    "@BatchNorm1d(eps = 0.1)",
    "@BatchNorm1d(eps = 0.2, momentum = 0.3, affine = false)",
    "@LayerNorm(eps = 0.1)",
    "@RmsNorm(eps = 0.1)"
  };
  private static final String[] DROPOUTS = {"@Dropout(0.3)", "@AlphaDropout(0.2)"};
  private static final String[] MODIFIERS = {
    "", "", "", "", " @L1(0.01)", " @L2(0.02)", " @L2(value = 0.01, bias = true) @L1(0.03)"
  };
  private static final String[] INITIALIZERS = {
    "GLOROT_NORMAL", "HE_UNIFORM", "LECUN_NORMAL", "ORTHOGONAL", "TRUNCATED_NORMAL"
  };
  private static final String[] PAIR_LOSSES = {
    "MeanSquaredErrorLoss",
    "MeanAbsoluteErrorLoss",
    "HuberLoss",
    "HingeLoss",
    "PerceptronLoss",
    "BinaryCrossEntropyWithLogitsLoss",
    "CosineLoss"
  };
  private static final int WIDEST = 100;

  private record Node(String name, int width) {}

  /** A block that fits nodes of these widths; the first output is the value of its uses. */
  private record Part(String name, int[] inputs, List<Node> outputs) {}

  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();
  private final List<Node> outputs = new ArrayList<>();
  private final List<Part> parts;
  private boolean hasLoss;

  private RandomModel(Random random, List<Part> parts) {
    this.random = random;
    this.parts = parts;
  }

  /** The interface {@code R<seed>}. */
  public static String source(int seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    return new RandomModel(random, new ArrayList<>()).write("R" + seed);
  }

  private String write(String name) {
    IntStream.range(0, 1 + random.nextInt(2)).forEach(i -> input("Input", any(WIDTHS)));
    hasLoss = random.nextInt(8) > 0;
    String blocks =
        IntStream.range(0, Math.max(0, random.nextInt(6) - 2))
            .mapToObj(i -> new RandomModel(random, parts).part("B" + i, hasLoss))
            .collect(Collectors.joining());
    int layers = 1 + random.nextInt(8);
    IntStream.range(0, layers).forEach(i -> layer());
    if (hasLoss) {
      IntStream.range(0, 1 + random.nextInt(3)).forEach(i -> loss());
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(methods, random);
    }
    String header =
        "@Model(batch = %d, type = DataType.%s) interface %s {\n  "
            .formatted(any(BATCHES), random.nextBoolean() ? "FLOAT" : "DOUBLE", name);
    return header + blocks + String.join("\n  ", methods) + "\n}\n";
  }

  /** A block, which may use those before it. */
  private String part(String name, boolean penalties) {
    hasLoss = penalties;
    int[] widths = IntStream.range(0, 1 + random.nextInt(2)).map(i -> any(WIDTHS)).toArray();
    for (int width : widths) {
      nodes.add(new Node("in" + methods.size(), width));
      String shape = random.nextBoolean() ? "(" + width + ")" : "";
      methods.add("@Input%s Tensor %s();".formatted(shape, nodes.getLast().name));
    }
    IntStream.range(0, 1 + random.nextInt(4)).forEach(i -> layer());
    if (nodes.size() == widths.length) {
      dense(any(nodes), any(WIDTHS));
    }
    if (outputs.isEmpty()) {
      outputs.add(nodes.getLast());
    }
    parts.add(new Part(name, widths, List.copyOf(outputs)));
    return "@Block interface %s {\n    %s\n  }\n  ".formatted(name, String.join("\n    ", methods));
  }

  private void use(Part part) {
    List<Node> inputs = new ArrayList<>();
    for (int width : part.inputs) {
      List<Node> equal = nodes.stream().filter(n -> n.width == width).toList();
      inputs.add(equal.isEmpty() ? dense(any(nodes), width) : any(equal));
    }
    String shared = random.nextBoolean() ? ", shared = \"shared.%s\"".formatted(part.name) : "";
    String annotation = "@Use(value = %s.class%s)".formatted(part.name, shared);
    Node value = node(annotation, part.outputs.getFirst().width, inputs);
    for (Node output : part.outputs) {
      if (random.nextInt(3) == 0) {
        node("@StateOf(\"" + output.name + "\")", output.width, List.of(value));
      }
    }
  }

  private Node input(String annotation, int width) {
    Node node = new Node("in" + methods.size(), width);
    methods.add("@%s(%d) Tensor %s();".formatted(annotation, width, node.name));
    if (annotation.equals("Input")) {
      nodes.add(node);
    }
    return node;
  }

  private void layer() {
    if (!parts.isEmpty() && random.nextInt(3) == 0) {
      use(any(parts));
      return;
    }
    switch (random.nextInt(10)) {
      case 0 -> node("@Activation(" + function() + ")", any(nodes));
      case 1 -> node(random.nextBoolean() ? "@Softmax" : "@LogSoftmax", any(nodes));
      case 7 -> {
        Node from = any(nodes);
        int slope = random.nextInt(SLOPES.length + 1);
        node(slope < SLOPES.length ? SLOPES[slope] : normalize(from.width), from);
      }
      case 9 -> node(NORMS[random.nextInt(NORMS.length)], any(nodes));
      case 8 -> node(DROPOUTS[random.nextInt(DROPOUTS.length)], any(nodes));
      case 2 -> add();
      case 3 -> concat();
      default -> dense(any(nodes), any(WIDTHS));
    }
  }

  private String normalize(int width) {
    String means = random.nextBoolean() ? "0.25" : numbers(width);
    return "@Normalize(mean = %s, deviation = %s)".formatted(means, numbers(width));
  }

  private Node dense(Node from, int units) {
    String bias = random.nextInt(4) == 0 ? ", bias = false" : "";
    String activation = random.nextInt(3) == 0 ? "" : ", activation = " + function();
    String start = "Initializer." + INITIALIZERS[random.nextInt(INITIALIZERS.length)];
    int where = random.nextInt(6);
    String initializer = where == 0 ? ", initializer = " + start : "";
    String initialize = where == 1 ? " @Initialize(value = " + start + ", scale = 0.5)" : "";
    String named = random.nextInt(5) == 0 ? " @Named(\"block" + methods.size() + ".fc\")" : "";
    return node(
        "@Dense(units = "
            + units
            + bias
            + activation
            + initializer
            + ")"
            + named
            + initialize
            + modifiers(),
        units,
        List.of(from));
  }

  /** Never where the one loss would be a penalty. */
  private String modifiers() {
    return hasLoss ? MODIFIERS[random.nextInt(MODIFIERS.length)] : "";
  }

  private void add() {
    Node first = any(nodes);
    List<Node> equal = nodes.stream().filter(n -> n.width == first.width).toList();
    List<Node> inputs = new ArrayList<>(List.of(first));
    IntStream.range(0, 1 + random.nextInt(3)).forEach(i -> inputs.add(any(equal)));
    node("@Add", first.width, inputs);
  }

  private void concat() {
    List<Node> inputs = new ArrayList<>(List.of(any(nodes)));
    int width = inputs.getFirst().width;
    int more = 1 + random.nextInt(3);
    for (int i = 0; i < more; i++) {
      Node next = any(nodes);
      if (width + next.width <= WIDEST) {
        inputs.add(next);
        width += next.width;
      }
    }
    if (inputs.size() > 1) {
      node("@Concat", width, inputs);
    }
  }

  private void loss() {
    String weight = new String[] {"", "(weight = 0.5)", "(weight = 3)"}[random.nextInt(3)];
    Node y = any(nodes);
    switch (random.nextInt(3)) {
      case 0 -> {
        Node scores = y.width > 1 ? y : dense(y, 5);
        Node label = input("ClassLabel", scores.width);
        String[] options = {
          weight, "(labelSmoothing = 0.2)", "(classWeights = " + numbers(scores.width) + ")"
        };
        String loss = random.nextInt(4) > 0 ? "@CrossEntropyLoss" : "@NegativeLogLikelihoodLoss";
        int option = loss.startsWith("@C") ? random.nextInt(3) : 2 * random.nextInt(2);
        method(loss + options[option], List.of(scores, label));
      }
      case 1 -> {
        Node label = input("Label", y.width);
        method(pairLoss(y.width) + weight, List.of(y, label));
      }
      default -> {
        List<Node> equal = nodes.stream().filter(n -> n.width == y.width).toList();
        method(pairLoss(y.width) + weight, List.of(dense(y, y.width), any(equal)));
      }
    }
  }

  /** The cosine, the last one, is ill-conditioned between short vectors. */
  private String pairLoss(int width) {
    return "@" + PAIR_LOSSES[random.nextInt(PAIR_LOSSES.length - (width < 7 ? 1 : 0))];
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.valueOf(1 + i % 3))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private void node(String annotation, Node from) {
    node(annotation, from.width, List.of(from));
  }

  private Node node(String annotation, int width, List<Node> inputs) {
    boolean output = random.nextInt(4) == 0;
    Node node = new Node(method(annotation + (output ? " @Output" : ""), inputs), width);
    nodes.add(node);
    if (output) {
      outputs.add(node);
    }
    return node;
  }

  /** Parameters bear the names of nodes, or any name and {@code @From}. */
  private String method(String annotation, List<Node> inputs) {
    String name = "n" + methods.size();
    boolean repeated = inputs.stream().distinct().count() < inputs.size();
    boolean from = repeated || random.nextInt(4) == 0;
    String parameters =
        IntStream.range(0, inputs.size())
            .mapToObj(i ->
                from
                    ? "@From(\"%s\") Tensor p%d".formatted(inputs.get(i).name, i)
                    : "Tensor " + inputs.get(i).name)
            .collect(Collectors.joining(", "));
    methods.add("%s Tensor %s(%s);".formatted(annotation, name, parameters));
    return name;
  }

  private String function() {
    return FUNCTIONS[random.nextInt(FUNCTIONS.length)];
  }

  private int any(int[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T any(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
