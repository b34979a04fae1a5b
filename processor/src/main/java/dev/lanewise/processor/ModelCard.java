package dev.lanewise.processor;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.frontend.Truncation;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pack.PackOp;
import dev.lanewise.processor.graph.pack.RoundOp;
import dev.lanewise.processor.graph.pass.Plan;
import dev.lanewise.processor.graph.scan.StackOp;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.PixelsAsStepsOp;
import dev.lanewise.processor.graph.sequence.StepsAsPixelsOp;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import dev.lanewise.processor.loop.ProgramUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
   * @param training the graph of a training step, where there is one
   * @param widest the program of the widest target
   */
  String text(Graph whole, Optional<Graph> training, ProgramUnit widest) {
    List<WrittenLayer> layers = WrittenLayer.of(whole);
    List<String[]> rows = new ArrayList<>(List.<String[]>of(HEADER));
    layers.forEach(layer -> rows.add(row(layer)));
    long parameters = layers.stream().mapToLong(WrittenLayer::parameters).sum();
    long flops = layers.stream().mapToLong(layer -> layer.flops(model.batch())).sum();
    rows.add(new String[] {"total", "", "", numberOrBlank(parameters), numberOrBlank(flops), ""});
    return title()
        + table(rows)
        + memory(parameters, widest)
        + stored(widest)
        + throughTime(training);
  }

  private String title() {
    return model.name() + ", batch " + model.batch() + ", " + model.real() + "\n\n";
  }

  private String[] row(WrittenLayer layer) {
    String reads = layer.reads().stream().map(Value::name).collect(Collectors.joining(", "));
    return new String[] {
      layer.name(),
      (layer.ops() + " " + reads).strip(),
      layer.shape(),
      numberOrBlank(layer.parameters()),
      numberOrBlank(layer.flops(model.batch())),
      algorithm(layer.main().origin())
    };
  }

  /** The algorithm of a layer in prediction; empty for what only training computes. */
  private String algorithm(Origin origin) {
    return plan.graph().nodes().stream()
        .filter(node -> node.origin().equals(origin) && !isArranged(node.op()))
        .filter(node -> plan.algorithm(node) != null)
        .map(node -> plan.algorithm(node).name())
        .findFirst()
        .orElse("");
  }

  /** Whether an op only has a value lie, or be seen, in another way. */
  private static boolean isArranged(Op op) {
    return op instanceof PackOp
        || op instanceof RoundOp
        || op instanceof FoldOp
        || op instanceof UnfoldOp
        || op instanceof StepsAsPixelsOp
        || op instanceof PixelsAsStepsOp
        || op instanceof WithStepsOp;
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

  /**
   * What of the weights is rounded, and what a prediction of one sample reads of them therefore.
   */
  private String stored(ProgramUnit widest) {
    long rounded =
        plan.graph().nodes().stream()
            .filter(node -> node.op() instanceof RoundOp)
            .mapToLong(node -> node.types().getFirst().size())
            .sum();
    return rounded == 0
        ? ""
        : "bfloat16: "
            + number(rounded)
            + " weights, each off by at most 2^-8 of itself; a prediction of one sample reads "
            + number(widest.predictOne().lasting() * (model.real().bits() / 8L))
            + " bytes of weights\n";
  }

  /**
   * What training keeps of the steps of loops, forward and backward: it grows with their number.
   */
  private String throughTime(Optional<Graph> training) {
    long step = 0;
    long all = 0;
    for (Node node : training.map(Graph::nodes).orElse(List.of())) {
      if (node.op() instanceof StackOp stack) {
        long element = node.input(0).type().sampleSize() * (model.real().bits() / 8L);
        step += element;
        all += element * stack.region().steps();
      }
    }
    return (step == 0
            ? ""
            : "backpropagation through time keeps "
                + number(step)
                + " bytes of a step for each sample, "
                + number(all)
                + " of all steps\n")
        + truncation(model.truncation());
  }

  private static String truncation(Truncation truncation) {
    StringBuilder text = new StringBuilder();
    if (truncation.hasWindow()) {
      text.append("an update every " + truncation.k1() + " steps, by gradients that go back ")
          .append(truncation.k2())
          .append(": of longer sequences no more is kept\n");
    }
    if (truncation.stateful()) {
      text.append("states stay from one training step to the next\n");
    }
    if (truncation.isRandom()) {
      text.append("gradients are cut at random, with a probability of ")
          .append(truncation.probability())
          .append(" between steps; all steps are kept\n");
    }
    return text.toString();
  }

  private static String numberOrBlank(long value) {
    return value == 0 ? "" : number(value);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
