package dev.lanewise.processor.compiled;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The source of a model as nobody would write it: layers that read any earlier node, diamonds,
 * nodes read twice or never, several inputs, outputs and losses, methods in any order.
 */
public final class RandomModel {
  private static final int[] WIDTHS = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 20, 31, 32, 33, 36};
  private static final int[] SHORT = {1, 2, 3, 4, 5, 8};
  private static final int[] BRANCHES = {16, 8, 4, 3, 16, 8};
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
  private static final String[] BATCH_NORMS = {
    "@BatchNorm%s(eps = 0.1)", "@BatchNorm%s(eps = 0.2, momentum = 0.3, affine = false)"
  };
  private static final String[] SAMPLE_NORMS = {
    "@LayerNorm(eps = 0.1, axes = %d)",
    "@LayerNorm(eps = 0.2, affine = false, axes = %d)",
    "@RmsNorm(eps = 0.1, axes = %d)"
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
  private static final int LARGEST_IMAGE = 400;

  /** Where larger values are led through tanh: errors are relative to them, not to results. */
  private static final double LARGE = 20;

  /**
   * @param bound about how large the values get
   */
  private record Node(String name, List<Integer> shape, double bound) {
    int size() {
      return RandomAxes.size(shape);
    }
  }

  /** A block that fits nodes of these shapes; the first output is the value of its uses. */
  private record Part(String name, List<Node> inputs, List<Node> outputs) {}

  private final Random random;
  private final RandomAxes axes;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();
  private final List<Node> outputs = new ArrayList<>();
  private final List<Node> images = new ArrayList<>();
  private final List<Part> parts;
  private boolean hasLoss;
  private boolean isTruncated;
  private int length;

  private RandomModel(Random random, List<Part> parts) {
    this.random = random;
    this.axes = new RandomAxes(random);
    this.parts = parts;
  }

  /** The interface {@code R<seed>}. */
  public static String source(int seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    return new RandomModel(random, new ArrayList<>()).write("R" + seed);
  }

  /** The interface {@code T<seed>}, which is trained through time in a way of its own. */
  public static String truncated(int seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    RandomModel model = new RandomModel(random, new ArrayList<>());
    model.isTruncated = true;
    return model.write("T" + seed);
  }

  private String write(String name) {
    IntStream.range(0, 1 + random.nextInt(2)).forEach(i -> input("Input", shape()));
    hasLoss = isTruncated || random.nextInt(8) > 0;
    steps(new Random(name.hashCode() * 0x9E3779B97F4A7C15L));
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
    int batch = any(BATCHES);
    String type = random.nextBoolean() ? "FLOAT" : "DOUBLE";
    String body = blocks + String.join("\n  ", methods);
    String model =
        "batch = %d, type = DataType.%s%s".formatted(batch, type, stored(name, type, body));
    String annotations =
        isTruncated
            ? new RandomTruncation(random).annotations(length, model)
            : "@Model(" + model + ")";
    return "%s interface %s {\n  %s\n}\n".formatted(annotations, name, body);
  }

  /**
   * How weights are stored, in a third of the models in which that can be told from the parameters
   * alone: where batch normalisation is folded into them, products are stored.
   */
  private static String stored(String name, String type, String body) {
    boolean can = type.equals("FLOAT") && !body.contains("BatchNorm");
    return can && new Random(name.hashCode() * 31L).nextInt(3) == 0
        ? ", weightStorage = WeightStorage.BFLOAT16"
        : "";
  }

  /** A block, which may use those before it. */
  private String part(String name, boolean penalties) {
    hasLoss = penalties;
    IntStream.range(0, 1 + random.nextInt(2)).forEach(i -> partInput());
    List<Node> inputs = List.copyOf(nodes);
    IntStream.range(0, 1 + random.nextInt(4)).forEach(i -> layer());
    if (nodes.size() == inputs.size()) {
      dense(any(nodes), any(WIDTHS));
    }
    if (outputs.isEmpty()) {
      outputs.add(nodes.getLast());
    }
    parts.add(new Part(name, inputs, List.copyOf(outputs)));
    return "@Block interface %s {\n    %s\n  }\n  ".formatted(name, String.join("\n    ", methods));
  }

  private void partInput() {
    Node node = new Node("in" + methods.size(), shape(), 1);
    String shape = random.nextBoolean() ? "(" + RandomAxes.text(node.shape) + ")" : "";
    methods.add("@Input%s Tensor %s();".formatted(shape, node.name));
    nodes.add(node);
  }

  private void use(Part part) {
    List<Node> inputs = new ArrayList<>();
    for (Node input : part.inputs) {
      List<Node> fitting =
          nodes.stream().filter(n -> n.shape.equals(input.shape) && n.bound < 3).toList();
      inputs.add(fitting.isEmpty() ? like(input) : any(fitting));
    }
    String shared = random.nextBoolean() ? ", shared = \"shared.%s\"".formatted(part.name) : "";
    String annotation = "@Use(value = %s.class%s)".formatted(part.name, shared);
    Node first = part.outputs.getFirst();
    Node value = computed(annotation, first.shape, 3 * first.bound, inputs);
    bounded(value);
    for (Node output : part.outputs) {
      if (random.nextInt(3) == 0) {
        String state = "@StateOf(\"" + output.name + "\")";
        node(state, output.shape, 3 * output.bound, List.of(value));
      }
    }
  }

  /** A node of a shape that no other has. */
  private Node like(Node wanted) {
    Node dense = dense(any(nodes), wanted.size());
    Node near = node("@Activation(TANH)", dense.shape, 1, List.of(dense));
    String text = RandomAxes.text(wanted.shape);
    return node("@Reshape(" + text + ")", wanted.shape, 1, List.of(near));
  }

  /** Features, or a few short axes. */
  private List<Integer> shape() {
    return random.nextBoolean()
        ? List.of(any(WIDTHS))
        : IntStream.range(0, 2 + random.nextInt(2)).map(i -> any(SHORT)).boxed().toList();
  }

  private Node input(String annotation, List<Integer> shape) {
    Node node = new Node("in" + methods.size(), shape, 1);
    String text = shape.size() == 1 ? shape.getFirst().toString() : RandomAxes.text(shape);
    methods.add("@%s(%s) Tensor %s();".formatted(annotation, text, node.name));
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
    switch (random.nextInt(21)) {
      case 0 -> node("@Activation(" + function() + ")", any(nodes));
      case 1 -> softmax(any(nodes));
      case 7 -> {
        Node from = any(nodes);
        int slope = random.nextInt(SLOPES.length + 1);
        boolean slopes = slope < SLOPES.length;
        node(slopes ? SLOPES[slope] : normalize(from), from);
      }
      case 8 -> node(DROPOUTS[random.nextInt(DROPOUTS.length)], any(nodes));
      case 2 -> add();
      case 3 -> concat();
      case 9, 10, 11 -> axes(any(nodes));
      case 12, 13 -> arithmetic(any(nodes), any(nodes));
      case 14 -> matmul(any(nodes));
      case 15 -> parameter(any(nodes));
      case 16 -> norm(any(nodes));
      case 17, 18, 19 -> image(any(nodes));
      case 20 -> branches(any(nodes));
      default -> dense(any(nodes), any(WIDTHS));
    }
  }

  /** In some models a sequence, layers over it, and features of all steps. */
  private void steps(Random own) {
    if (isTruncated || own.nextInt(3) == 0) {
      RandomSteps.Drawn drawn = new RandomSteps(own, FUNCTIONS, hasLoss, isTruncated).draw();
      length = drawn.length();
      methods.addAll(drawn.methods());
      nodes.add(new Node(drawn.name(), List.of(drawn.features()), 2));
    }
  }

  /** One to three layers of images, the first of any node's values or of such a layer's result. */
  private void image(Node any) {
    Node from = images.isEmpty() || random.nextInt(3) == 0 ? pixels(any) : any(images);
    for (int layers = 1 + random.nextInt(3); layers > 0; layers--) {
      if (random.nextInt(4) == 0) {
        from = node(imageNorm(from.shape.size() - 1), from);
        images.add(from);
        continue;
      }
      RandomImages.Drawn drawn = new RandomImages(random).any(from.shape);
      if (!drawn.isSound() || RandomAxes.size(drawn.shape()) > LARGEST_IMAGE) {
        continue;
      }
      String modifiers = drawn.isConv() ? modifiers() : "";
      double bound = from.bound + (drawn.isConv() ? 1 : 0);
      from = node(drawn.annotation() + modifiers, drawn.shape(), bound, List.of(from));
      if (drawn.shape().size() == 1) {
        return;
      }
      images.add(from);
    }
  }

  /** A node's values as an image of up to three axes of space. */
  private Node pixels(Node from) {
    List<Integer> shape = new ArrayList<>();
    int left = from.size();
    for (int axes = 1 + random.nextInt(3); axes > 0; axes--) {
      shape.add(divisor(left));
      left /= shape.getLast();
    }
    shape.add(left);
    String reshape = "@Reshape(" + RandomAxes.text(shape) + ")";
    return node(reshape, shape, from.bound, List.of(from));
  }

  private String imageNorm(int rank) {
    return random.nextInt(3) > 0
        ? batchNorm(rank + "d")
        : "@LocalResponseNorm(size = %d, alpha = 0.5)".formatted(1 + random.nextInt(6));
  }

  private String batchNorm(String rank) {
    return BATCH_NORMS[random.nextInt(BATCH_NORMS.length)].formatted(rank);
  }

  /** Of an image a few, joined along channels, and perhaps taken apart again. */
  private void branches(Node from) {
    int[] pixels = divisors(from.size()).filter(i -> i <= 4).toArray();
    List<Integer> space = List.of(any(pixels));
    List<Integer> shape = channels(from.size() / space.getFirst(), space);
    String reshape = "@Reshape(" + RandomAxes.text(shape) + ")";
    Node image = node(reshape, shape, from.bound, List.of(from));
    List<Node> parts = new ArrayList<>();
    int count = 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      int filters = any(BRANCHES);
      String conv = "@Conv1d(filters = %d, kernel = %d, padding = Padding.SAME%s)";
      String activation = random.nextBoolean() ? "" : ", activation = " + function();
      Node read = !parts.isEmpty() && random.nextInt(3) == 0 ? parts.getLast() : image;
      parts.add(
          node(
              conv.formatted(filters, 1 + 2 * random.nextInt(2), activation),
              channels(filters, space),
              read.bound + 1,
              List.of(read)));
      if (parts.size() > 1 && random.nextInt(3) == 0) {
        parts = new ArrayList<>(List.of(join(parts, space)));
      }
    }
    Node all = parts.size() > 1 ? join(parts, space) : parts.getFirst();
    int start = any(BRANCHES);
    int left = all.shape.getFirst() - start;
    if (left > 0 && random.nextBoolean()) {
      String slice = "@Slice(axis = 0, start = " + start + ")";
      node(slice, channels(left, space), all.bound, List.of(all));
    }
  }

  private Node join(List<Node> parts, List<Integer> space) {
    int all = parts.stream().mapToInt(part -> part.shape.getFirst()).sum();
    double bound = parts.stream().mapToDouble(Node::bound).max().orElseThrow();
    return node("@Concat(axis = 0)", channels(all, space), bound, parts);
  }

  private static List<Integer> channels(int channels, List<Integer> space) {
    List<Integer> shape = new ArrayList<>(List.of(channels));
    shape.addAll(space);
    return shape;
  }

  private int divisor(int size) {
    return any(divisors(size).toArray());
  }

  private static IntStream divisors(int size) {
    return IntStream.rangeClosed(1, size).filter(i -> size % i == 0);
  }

  private void norm(Node from) {
    if (random.nextBoolean()) {
      node(batchNorm("1d"), flat(from));
    } else {
      String norm = SAMPLE_NORMS[random.nextInt(SAMPLE_NORMS.length)];
      node(norm.formatted(1 + random.nextInt(from.shape.size())), from);
    }
  }

  private void softmax(Node from) {
    int axis = random.nextInt(from.shape.size());
    String name = random.nextBoolean() ? "@Softmax" : "@LogSoftmax";
    node(name + "(axis = " + axes.written(axis, from.shape.size()) + ")", from);
  }

  private void axes(Node from) {
    RandomAxes.Drawn drawn = axes.any(from.shape);
    boolean sum = drawn.annotation().startsWith("@ReduceSum");
    double bound = sum ? from.bound * from.size() / RandomAxes.size(drawn.shape()) : from.bound;
    if (RandomAxes.size(drawn.shape()) <= WIDEST) {
      node(drawn.annotation(), drawn.shape(), bound, List.of(from));
    }
  }

  /** Of a node with another, or where they do not stretch, with its own mean. */
  private void arithmetic(Node a, Node other) {
    List<Integer> shape = RandomAxes.stretched(a.shape, other.shape);
    boolean fits = !shape.isEmpty() && RandomAxes.size(shape) <= WIDEST;
    Node b = fits ? other : node("@ReduceMean(keepDims = true)", ones(a), a.bound, List.of(a));
    List<Integer> result = RandomAxes.stretched(a.shape, b.shape);
    List<Node> inputs = random.nextBoolean() ? List.of(a, b) : List.of(b, a);
    switch (random.nextInt(4)) {
      case 0 -> node("@Add", result, a.bound + b.bound, inputs);
      case 1 -> node("@Subtract", result, a.bound + b.bound, inputs);
      case 2 -> node("@Multiply", result, a.bound * b.bound, inputs);
      default -> {
        // A divisor from 0.3 to 1.3.
        Node near = node("@Activation(TANH)", b.shape, 1, List.of(b));
        Node divisor = node("@Activation(SOFTPLUS)", b.shape, 1.5, List.of(near));
        node("@Divide", result, 4 * a.bound, List.of(a, divisor));
      }
    }
  }

  /** A parameter that stretches to a node, and what becomes of both. */
  private void parameter(Node with) {
    List<Integer> shape =
        with.shape.stream().map(size -> random.nextInt(3) == 0 ? 1 : size).toList();
    Node node = new Node("n" + methods.size(), shape, 1);
    String text = RandomAxes.text(shape);
    String same =
        random.nextInt(3) > 0
            ? "@Parameter(" + text + ")"
            : "@Constant(value = 0.75, shape = " + text + ")";
    methods.add("%s Tensor %s();".formatted(same, node.name));
    nodes.add(node);
    arithmetic(with, node);
  }

  private static List<Integer> ones(Node node) {
    return node.shape.stream().map(size -> 1).toList();
  }

  /** Of matrices with themselves, transposed, or with another that fits. */
  private void matmul(Node from) {
    List<Integer> shape = from.shape.size() > 1 ? from.shape : List.of(1, from.size());
    Node a =
        from.shape.size() > 1 ? from : node("@Reshape({1, -1})", shape, from.bound, List.of(from));
    int m = shape.get(shape.size() - 2);
    int k = shape.getLast();
    for (Node b : nodes) {
      if (b.shape.size() == 2 && b.shape.getFirst() == k && b.size() / k * m <= WIDEST) {
        product("@MatMul", a, b, m, b.shape.getLast(), k);
        return;
      }
    }
    if (random.nextBoolean()) {
      product("@MatMul(transposeB = true)", a, a, m, m, k);
    } else {
      product("@MatMul(transposeA = true)", a, a, k, k, m);
    }
  }

  private void product(String annotation, Node a, Node b, int rows, int columns, int terms) {
    List<Integer> shape = new ArrayList<>(a.shape.subList(0, a.shape.size() - 2));
    shape.addAll(List.of(rows, columns));
    if (RandomAxes.size(shape) <= 4 * WIDEST) {
      node(annotation, shape, a.bound * b.bound * terms, List.of(a, b));
    }
  }

  private Node flat(Node node) {
    return node.shape.size() == 1
        ? node
        : node("@Flatten", List.of(node.size()), node.bound, List.of(node));
  }

  /** Which of several axes holds the channels, only the compiler knows here. */
  private String normalize(Node from) {
    String each = from.shape.size() > 1 ? "1.5" : numbers(from.size());
    String means = random.nextBoolean() ? "0.25" : each;
    return "@Normalize(mean = %s, deviation = %s)".formatted(means, each);
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
        List.of(units),
        from.bound + 1,
        List.of(flat(from)));
  }

  /** Never where the one loss would be a penalty. */
  private String modifiers() {
    return hasLoss ? MODIFIERS[random.nextInt(MODIFIERS.length)] : "";
  }

  private void add() {
    Node first = any(nodes);
    List<Node> equal = nodes.stream().filter(n -> n.shape.equals(first.shape)).toList();
    List<Node> inputs = new ArrayList<>(List.of(first));
    IntStream.range(0, 1 + random.nextInt(3)).forEach(i -> inputs.add(any(equal)));
    node("@Add", first.shape, inputs.stream().mapToDouble(Node::bound).sum(), inputs);
  }

  private void concat() {
    Node first = any(nodes);
    int axis = random.nextInt(first.shape.size());
    List<Node> fitting =
        nodes.stream().filter(n -> without(n, axis).equals(without(first, axis))).toList();
    List<Node> inputs = new ArrayList<>(List.of(first));
    int more = 1 + random.nextInt(3);
    for (int i = 0; i < more; i++) {
      Node next = any(fitting);
      if (inputs.stream().mapToInt(Node::size).sum() + next.size() <= WIDEST) {
        inputs.add(next);
      }
    }
    if (inputs.size() > 1) {
      List<Integer> shape = new ArrayList<>(first.shape);
      shape.set(axis, inputs.stream().mapToInt(n -> n.shape.get(axis)).sum());
      double bound = inputs.stream().mapToDouble(Node::bound).max().orElseThrow();
      node("@Concat(axis = " + axes.written(axis, shape.size()) + ")", shape, bound, inputs);
    }
  }

  /** The axes but one, whose size does not matter. */
  private static List<Integer> without(Node node, int axis) {
    List<Integer> shape = new ArrayList<>(node.shape);
    if (axis < shape.size()) {
      shape.set(axis, -1);
    }
    return shape;
  }

  private void loss() {
    String weight = new String[] {"", "(weight = 0.5)", "(weight = 3)"}[random.nextInt(3)];
    Node y = any(nodes);
    switch (random.nextInt(3)) {
      case 0 -> {
        Node scores = y.size() > 1 ? flat(y) : dense(y, 5);
        Node label = input("ClassLabel", scores.shape);
        String[] options = {
          weight, "(labelSmoothing = 0.2)", "(classWeights = " + numbers(scores.size()) + ")"
        };
        String loss = random.nextInt(4) > 0 ? "@CrossEntropyLoss" : "@NegativeLogLikelihoodLoss";
        int option = loss.startsWith("@C") ? random.nextInt(3) : 2 * random.nextInt(2);
        method(loss + options[option], List.of(scores, label));
      }
      case 1 -> {
        boolean probabilities = y.bound < 4 && random.nextInt(3) == 0;
        Node from = probabilities ? node("@Activation(SIGMOID)", y.shape, 1, List.of(y)) : y;
        String loss = probabilities ? "@BinaryCrossEntropyLoss" : pairLoss(y.size());
        Node label = input("Label", y.shape);
        method(loss + weight, List.of(from, label));
      }
      default -> {
        Node flat = flat(y);
        List<Node> equal = nodes.stream().filter(n -> n.shape.equals(flat.shape)).toList();
        method(pairLoss(y.size()) + weight, List.of(dense(flat, y.size()), any(equal)));
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

  private Node node(String annotation, Node from) {
    return node(annotation, from.shape, from.bound + 1, List.of(from));
  }

  private Node node(String annotation, List<Integer> shape, double bound, List<Node> inputs) {
    return bounded(computed(annotation, shape, bound, inputs));
  }

  private Node computed(String annotation, List<Integer> shape, double bound, List<Node> inputs) {
    boolean output = random.nextInt(4) == 0;
    String name = method(annotation + (output ? " @Output" : ""), inputs);
    Node node = new Node(name, shape, bound);
    if (output) {
      outputs.add(node);
    }
    return node;
  }

  /** Where others may read it; large values through a tanh. */
  private Node bounded(Node node) {
    if (node.bound > LARGE) {
      return node("@Activation(TANH)", node.shape, 1, List.of(node));
    }
    nodes.add(node);
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
