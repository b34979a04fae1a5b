package dev.lanewise.processor;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.pass.Fuse;
import dev.lanewise.processor.graph.pass.InlineScans;
import dev.lanewise.processor.graph.pass.KeepStates;
import dev.lanewise.processor.graph.pass.PrepareScans;
import dev.lanewise.processor.graph.pass.SetRows;
import dev.lanewise.processor.graph.pass.StoreWeights;
import dev.lanewise.processor.graph.pass.StreamSteps;
import dev.lanewise.processor.graph.pass.StreamSteps.Obstacle;
import dev.lanewise.processor.graph.pass.SumProducts;
import dev.lanewise.processor.graph.scan.KeptOp;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import java.util.Locale;
import java.util.Optional;

/**
 * Prediction step by step: the graph of one step, of a model whose steps need earlier ones alone;
 * of another, the layer that prevents it.
 *
 * @param whole the model
 * @param step with what stays from step to step, for one sample
 */
record Streaming(Graph whole, Optional<Graph> step, Optional<Obstacle> obstacle) {
  /**
   * @param prediction of whole sequences, before loops are written into the graph
   */
  static Streaming of(Graph whole, Graph prediction, Passes passes) {
    if (!StreamSteps.hasSequences(prediction)) {
      return new Streaming(whole, Optional.empty(), Optional.empty());
    }
    StreamSteps.Streamed streamed =
        passes.run("21-stream-steps", () -> StreamSteps.run(prediction));
    return new Streaming(
        whole, streamed.graph().map(graph -> kept(graph, passes)), streamed.obstacle());
  }

  private static Graph kept(Graph streamed, Passes passes) {
    Graph kept = passes.graph("22-keep-states", () -> KeepStates.run(streamed));
    Graph inlined =
        passes.graph("25-inline-scans-step", () -> InlineScans.run(PrepareScans.run(kept)));
    Graph read = passes.graph("26-prune-step", () -> KeepStates.withoutUnread(inlined));
    return passes.graph("28-set-rows-step", () -> SetRows.run(read, 1));
  }

  /**
   * The program of a step, where the model asks for it; that there can be none is reported there.
   */
  Optional<Graph> program(Model model, Passes passes, Diagnostics diagnostics) {
    if (model.streaming().isPresent() && step.isEmpty()) {
      diagnostics.error(
          model.streaming().get(),
          "NotCausal",
          "no step can be taken by itself: "
              + reason()
              + "; a stepper has the steps so far, and no other");
    }
    return model.streaming().isPresent()
        ? step.map(graph -> fused(model, graph, passes))
        : Optional.empty();
  }

  private static Graph fused(Model model, Graph step, Passes passes) {
    Graph stored =
        model.bfloat16()
            ? passes.graph("29-store-weights-step", () -> StoreWeights.run(step))
            : step;
    Graph summed =
        passes.graph(
            "29-sum-products", () -> SumProducts.run(stored, node -> node.op() instanceof AddOp));
    return passes.graph("30-fuse-stepper", () -> Fuse.run(summed));
  }

  private String reason() {
    return obstacle
        .map(o -> "\"" + layer(o.node()) + "\" " + o.why())
        .orElse("the model reads no sequence");
  }

  /** The method that a node comes from: the last node of its place has the method's name. */
  private String layer(Node node) {
    return whole.nodes().stream()
        .filter(n -> n.origin().equals(node.origin()))
        .reduce((first, last) -> last)
        .map(Node::name)
        .orElse(node.name());
  }

  /** A line of the model card; empty of a model without sequences. */
  String card(int bits) {
    if (step.isEmpty()) {
      return obstacle.isEmpty() ? "" : "streaming: no, " + reason() + "\n";
    }
    long elements =
        step.get().nodes().stream()
            .filter(node -> node.op() instanceof KeptOp)
            .mapToLong(node -> node.types().getFirst().sampleSize())
            .sum();
    long flops = step.get().nodes().stream().mapToLong(node -> node.op().flops(node)).sum();
    return String.format(
        Locale.ROOT,
        "streaming: yes, %,d bytes of state, %,d flops a step\n",
        elements * (bits / 8),
        flops);
  }
}
