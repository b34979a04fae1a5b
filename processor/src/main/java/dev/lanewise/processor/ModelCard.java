package dev.lanewise.processor;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.PackOp;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pass.Plan;
import dev.lanewise.processor.loop.ProgramUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model is and costs, a line a layer:
 *
 * <pre>
 * layer    computes            shape  parameters     flops  algorithm
 * image    input                 784
 * hidden1  dense+relu image      128     100,480   200,960  outer product
 * </pre>
 *
 * <p>Flops are those of one sample's prediction or loss: a multiplication and an addition are two.
 */
final class ModelCard {
  private static final String[] HEADER = {
    "layer", "computes", "shape", "parameters", "flops", "algorithm"
  };

  private final Model model;
  private final Plan plan;

  /**
   * @param plan batched prediction on the widest target, for the algorithms
   */
  ModelCard(Model model, Plan plan) {
    this.model = model;
    this.plan = plan;
  }

  /**
   * @param widest the program of the widest target
   */
  String text(Graph whole, ProgramUnit widest) {
    Map<Origin, List<Node>> layers = new LinkedHashMap<>();
    whole.nodes().forEach(n -> layers.computeIfAbsent(n.origin(), o -> new ArrayList<>()).add(n));
    List<String[]> rows = new ArrayList<>(List.<String[]>of(HEADER));
    layers.values().forEach(nodes -> rows.add(row(nodes)));
    long parameters = parameters(whole.nodes().stream());
    long flops = whole.nodes().stream().mapToLong(n -> n.op().flops(n)).sum();
    rows.add(new String[] {"total", "", "", numberOrBlank(parameters), numberOrBlank(flops), ""});
    return title() + table(rows) + memory(parameters, widest);
  }

  private String title() {
    return model.name() + ", batch " + model.batch() + ", " + model.real() + "\n\n";
  }

  private String[] row(List<Node> nodes) {
    Node last = nodes.getLast();
    // A layer's parameters have a column; a parameter on its own is the layer.
    List<Node> computing =
        last.op() instanceof ParameterOp
            ? List.of(last)
            : nodes.stream().filter(node -> !(node.op() instanceof ParameterOp)).toList();
    String ops = computing.stream().map(n -> n.op().mnemonic()).collect(Collectors.joining("+"));
    String reads =
        computing.getFirst().inputs().stream()
            .filter(input -> !(input.node().op() instanceof ParameterOp))
            .map(Value::name)
            .collect(Collectors.joining(", "));
    long parameters = parameters(nodes.stream());
    long flops = nodes.stream().mapToLong(node -> node.op().flops(node)).sum();
    return new String[] {
      last.name(),
      (ops + " " + reads).strip(),
      last.op() instanceof InputOp input && input.classes() > 0
          ? input.classes() + " classes"
          : last.types().getFirst().sampleText(),
      numberOrBlank(parameters),
      numberOrBlank(flops),
      algorithm(last.origin())
    };
  }

  /** Trained ones, as PyTorch's {@code parameters()} counts. */
  private static long parameters(Stream<Node> nodes) {
    return nodes
        .filter(node -> node.op() instanceof ParameterOp parameter && parameter.isTrained())
        .mapToLong(node -> node.types().getFirst().size())
        .sum();
  }

  /** The algorithm of a layer in prediction; empty for what only training computes. */
  private String algorithm(Origin origin) {
    return plan.graph().nodes().stream()
        .filter(node -> node.origin().equals(origin) && !(node.op() instanceof PackOp))
        .filter(node -> plan.algorithm(node) != null)
        .map(node -> plan.algorithm(node).name())
        .findFirst()
        .orElse("");
  }

  private static String table(List<String[]> rows) {
    int[] widths = new int[HEADER.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String pad = " ".repeat(widths[i] - row[i].length());
        boolean right = i >= 2 && i <= 4;
        line.append(i == 0 ? "" : "  ").append(right ? pad + row[i] : row[i] + pad);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String memory(long parameters, ProgramUnit widest) {
    int bytes = model.real().bits() / 8;
    long predict = Math.max(widest.predictOne().arena(), widest.predictBatch().arena());
    StringBuilder text = new StringBuilder("\nbytes: weights ");
    text.append(number(parameters * bytes))
        .append(", a predictor ")
        .append(number(predict * bytes));
    widest
        .train()
        .ifPresent(
            train -> text.append(", a trainer ").append(number((long) train.arena() * bytes)));
    return text.append(" (").append(widest.target()).append(")\n").toString();
  }

  private static String numberOrBlank(long value) {
    return value == 0 ? "" : number(value);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
