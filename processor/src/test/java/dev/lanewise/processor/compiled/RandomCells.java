package dev.lanewise.processor.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A step of a recurrent layer as nobody would write it: products of what is read and what is
 * carried, of either alone, side by side or gated, in any order.
 */
final class RandomCells {
  private static final int[] WIDTHS = {1, 2, 3, 4, 8, 16, 17};
  private static final String[] FUNCTIONS = {"TANH", "SIGMOID", "SOFTSIGN", "RELU", "LINEAR"};
  private static final String[] LAYERS = {
    "@Dropout(0.3)", "@LayerNorm(eps = 0.2)", "@Softmax", "@Activation(HARD_SIGMOID)"
  };

  /**
   * @param text of the interface
   * @param features of its value
   */
  record Drawn(String text, int features) {}

  private record Node(String name, int features) {}

  private final Random random;
  private final List<String> methods = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  RandomCells(Random random) {
    this.random = random;
  }

  /**
   * @param reads features of the sequences that a step reads
   */
  Drawn draw(String name, List<Integer> reads) {
    reads.forEach(features -> add("@Input", features));
    List<Node> states = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      int features = any(WIDTHS);
      states.add(add("@State(" + features + ")", features));
    }
    for (int layers = 1 + random.nextInt(6); layers > 0; layers--) {
      layer(any());
    }
    for (Node state : states) {
      Node both = concat(state, any());
      String next = "@Dense(units = %d, activation = TANH) @Next(\"%s\")";
      add(next.formatted(state.features, state.name), state.features, both);
    }
    Node value = dense(any(), random.nextBoolean() ? "" : ", activation = TANH", " @Output");
    String text = "@Cell interface %s {\n    %s\n  }";
    return new Drawn(text.formatted(name, String.join("\n    ", methods)), value.features);
  }

  private void layer(Node from) {
    switch (random.nextInt(7)) {
      case 0, 1 -> dense(concat(from, any()), ", activation = " + any(FUNCTIONS), "");
      case 2 -> dense(from, "", "");
      case 3 -> add(any(LAYERS), from.features, from);
      case 4 -> {
        Node near = add("@Activation(TANH)", from.features, from);
        List<Node> equal = nodes.stream().filter(n -> n.features == from.features).toList();
        Node other = equal.get(random.nextInt(equal.size()));
        if (!other.equals(near)) {
          add(any(new String[] {"@Multiply", "@Add", "@Subtract"}), from.features, near, other);
        }
      }
      case 5 -> {
        int start = random.nextInt(from.features);
        add("@Slice(start = " + start + ")", from.features - start, from);
      }
      default -> add("@Activation(" + any(FUNCTIONS) + ")", from.features, from);
    }
  }

  private Node dense(Node from, String activation, String marks) {
    int units = any(WIDTHS);
    String bias = random.nextInt(4) == 0 ? ", bias = false" : "";
    return add("@Dense(units = " + units + bias + activation + ")" + marks, units, from);
  }

  private Node concat(Node a, Node b) {
    return a.equals(b) ? a : add("@Concat", a.features + b.features, a, b);
  }

  private Node add(String annotation, int features, Node... reads) {
    Node node = new Node("c" + methods.size(), features);
    List<String> parameters = new ArrayList<>();
    for (Node read : reads) {
      parameters.add("Tensor " + read.name);
    }
    methods.add(
        "%s Tensor %s(%s);".formatted(annotation, node.name, String.join(", ", parameters)));
    nodes.add(node);
    return node;
  }

  private Node any() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private int any(int[] values) {
    return values[random.nextInt(values.length)];
  }

  private String any(String[] values) {
    return values[random.nextInt(values.length)];
  }
}
