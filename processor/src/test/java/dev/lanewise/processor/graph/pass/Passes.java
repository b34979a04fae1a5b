package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphPrinter;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.ops.ConstantOp;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import java.util.List;
import java.util.Map;

/** From an interface to the graph behind a pass, and to text without places in the source. */
final class Passes {
  private Passes() {}

  static Graph frontend(String model) {
    return Compilation.graphs(List.of(model)).values().iterator().next();
  }

  static Graph autodiff(Graph frontend) {
    return differentiated(losses(frontend));
  }

  /** A training step whose loops go on where the last one ended. */
  static Graph stateful(Graph frontend) {
    return differentiated(KeepStates.run(losses(frontend)));
  }

  private static Graph losses(Graph frontend) {
    Graph losses = Prune.run(frontend, o -> o.role() == Role.LOSS);
    return HoistScans.run(Expand.run(losses, Composite.Mode.TRAINING));
  }

  private static Graph differentiated(Graph forward) {
    Graph saving = PrepareScans.run(forward, AddOp::new);
    Graph merged = Merge.run(Autodiff.run(saving, AddOp::new, ConstantOp::new));
    return InlineScans.run(Join.run(merged));
  }

  /** The gradient of a parameter, as the optimiser finds it. */
  static Value gradient(Graph graph, String parameter) {
    return graph.outputs(Role.GRADIENT).stream()
        .filter(output -> output.name().equals(parameter))
        .findFirst()
        .orElseThrow()
        .value();
  }

  static Plan plan(Graph fused, Target target, ProgramKind kind) {
    return ChooseAlgorithms.run(fused, new Algorithm.Context(target, kind), Map.of());
  }

  static String print(Graph graph) {
    return bare(GraphPrinter.print(graph));
  }

  static String print(Plan plan) {
    return bare(plan.toString());
  }

  /** A prediction whose loops go on where the last one ended. */
  static Graph keeping(Graph frontend) {
    Graph results = Prune.run(frontend, o -> o.role() == Role.RESULT);
    Graph known = Expand.run(results, Composite.Mode.PREDICTION);
    return InlineScans.run(PrepareScans.run(KeepStates.run(known)));
  }

  private static String bare(String text) {
    return text.replaceAll("(?m) +// .*$", "");
  }

  /** The nodes alone, without inputs and parameters. */
  static String computed(String text) {
    StringBuilder lines = new StringBuilder();
    text.lines()
        .filter(line -> !line.contains(" = input {") && !line.contains(" = parameter {"))
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }
}
