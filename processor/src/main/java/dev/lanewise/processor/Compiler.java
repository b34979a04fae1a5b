package dev.lanewise.processor;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.pass.Autodiff;
import dev.lanewise.processor.graph.pass.Expand;
import dev.lanewise.processor.graph.pass.FoldBatchNorm;
import dev.lanewise.processor.graph.pass.Fuse;
import dev.lanewise.processor.graph.pass.HoistScans;
import dev.lanewise.processor.graph.pass.InlineScans;
import dev.lanewise.processor.graph.pass.Join;
import dev.lanewise.processor.graph.pass.Merge;
import dev.lanewise.processor.graph.pass.Plan;
import dev.lanewise.processor.graph.pass.PrepareScans;
import dev.lanewise.processor.graph.pass.Prune;
import dev.lanewise.processor.graph.pass.SetRows;
import dev.lanewise.processor.graph.pass.StoreWeights;
import dev.lanewise.processor.loop.ModelUnit;
import dev.lanewise.processor.loop.ProgramUnit;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.ops.ConstantOp;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.target.java.JavaTarget;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of contents: from a model to its classes.
 *
 * <pre>
 * frontend          the interface as a graph
 * prune             prediction: what results need; training: what losses need
 * expand            composite ops, which differ between prediction and training
 * fold-batch-norm   prediction: a scale and a shift into the layer before them
 * truncate-time     training: how far gradients go back in time, and which states stay
 * hoist-scans       what waits for no state runs before its loop over time, and products that none
 *                   waits for behind it
 * prepare-scans     training: what loops over time keep for their gradients
 * autodiff          training: the gradients of the parameters
 * merge             training: nodes that compute the same of the same
 * join              training: nodes that read the same large value
 * stream-steps      stepper: one step of a sequence; what loops carry is kept between the calls
 * inline-scans      loops over time as properties of nodes
 * store-weights     prediction: weights rounded to bfloat16, where the model asks for it
 * set-rows          prediction of one sample
 * sum-products      stepper: products that are added, in one op
 * fuse              elementwise ops into what makes their input
 *   by target (512, 256, 128 bits, scalar) and program (latency, batched, training):
 * choose-algorithms algorithms, layouts, packs
 * plan-memory       phases, homes, the arena
 * lower             loop IR
 * target            Java
 * </pre>
 */
final class Compiler {
  private final Options options;

  Compiler(Options options) {
    this.options = options;
  }

  /**
   * The generated classes; none after an error was reported.
   *
   * @throws CompilerException if a pass fails: a fault of Lanewise
   */
  List<SourceFile> compile(Model model, Diagnostics diagnostics) {
    Dump dump = new Dump(options.dump().map(folder -> folder.resolve(model.name())));
    try {
      return compile(model, new Passes(options.verify(), dump), diagnostics);
    } catch (CompilerException e) {
      if (e.getCause() instanceof ArithmeticException) {
        diagnostics.error(
            Origin.NONE,
            "TooLarge",
            model.name()
                + " needs an array of more than 2^31 elements in one program (found in pass "
                + e.pass()
                + "); use a smaller batch or smaller layers");
        return List.of();
      }
      throw e;
    }
  }

  private List<SourceFile> compile(Model model, Passes passes, Diagnostics diagnostics) {
    Graph whole = passes.graph("00-frontend", model::graph);
    options
        .graph()
        .ifPresent(folder -> passes.run("05-draw", () -> ModelDrawing.of(whole)).write(folder));
    Graph prediction = prediction(whole, passes);
    Map<ProgramKind, Graph> graphs = graphs(model, whole, prediction, passes);
    Streaming streaming = Streaming.of(whole, prediction, passes);
    streaming
        .program(model, passes, diagnostics)
        .ifPresent(step -> graphs.put(ProgramKind.STEPPER, step));
    if (diagnostics.hasErrors()) {
      return List.of();
    }
    Signature signature = new Signature(whole, model.real());
    List<Node> parameters = parameters(whole, graphs);
    List<ProgramUnit> programs =
        options.bits().stream()
            .map(Target::ofBits)
            .map(target ->
                new ProgramCompiler(passes, target, model.real(), model.batch(), signature)
                    .compile(graphs, parameters))
            .toList();
    String card =
        card(model, whole, graphs, programs.getFirst(), signature, passes)
            + streaming.card(model.real().bits());
    if (options.card()) {
      diagnostics.note(Origin.NONE, card);
    }
    ModelUnit unit =
        new ModelUnit(
            model.packageName(),
            model.name(),
            model.visible(),
            model.real(),
            model.batch(),
            signature.inputs(graphs.get(ProgramKind.BATCHED)),
            signature.outputs(),
            Signature.parameters(parameters),
            card,
            Optional.ofNullable(graphs.get(ProgramKind.STEPPER)).map(signature::steps),
            programs);
    return passes.run("70-target", () -> JavaTarget.emit(unit)).entrySet().stream()
        .map(file -> new SourceFile(file.getKey(), file.getValue()))
        .toList();
  }

  private static String card(
      Model model,
      Graph whole,
      Map<ProgramKind, Graph> graphs,
      ProgramUnit widest,
      Signature signature,
      Passes passes) {
    Plan plan =
        new ProgramCompiler(passes, widest.target(), model.real(), model.batch(), signature)
            .plan(graphs.get(ProgramKind.BATCHED), ProgramKind.BATCHED, Map.of());
    return passes.run(
        "65-card",
        () ->
            new ModelCard(model, plan)
                .text(whole, Optional.ofNullable(graphs.get(ProgramKind.TRAINING)), widest));
  }

  /** What results need, before loops are written into the graph. */
  private static Graph prediction(Graph whole, Passes passes) {
    Graph results =
        passes.graph("10-prune-predict", () -> Prune.run(whole, o -> o.role() == Role.RESULT));
    Graph known =
        passes.graph("11-expand-predict", () -> expanded(results, Composite.Mode.PREDICTION));
    return passes.graph("15-fold-batch-norm", () -> FoldBatchNorm.run(known, ScaleShiftOp::isOpOf));
  }

  /** The graph of each program but the stepper's; of training where there is a loss. */
  private static Map<ProgramKind, Graph> graphs(
      Model model, Graph whole, Graph prediction, Passes passes) {
    Map<ProgramKind, Graph> graphs = new EnumMap<>(ProgramKind.class);
    Graph hoisted = passes.graph("16-hoist-scans", () -> HoistScans.run(prediction));
    Graph flat = passes.graph("25-inline-scans", () -> InlineScans.run(PrepareScans.run(hoisted)));
    Graph predict =
        model.bfloat16() ? passes.graph("27-store-weights", () -> StoreWeights.run(flat)) : flat;
    Graph one = passes.graph("28-set-rows", () -> SetRows.run(predict, 1));
    graphs.put(ProgramKind.LATENCY, passes.graph("30-fuse-latency", () -> Fuse.run(one)));
    graphs.put(ProgramKind.BATCHED, passes.graph("30-fuse-batched", () -> Fuse.run(predict)));
    if (!whole.outputs(Role.LOSS).isEmpty()) {
      Graph losses =
          passes.graph("12-prune-train", () -> Prune.run(whole, o -> o.role() == Role.LOSS));
      Graph forward =
          passes.graph("13-expand-train", () -> expanded(losses, Composite.Mode.TRAINING));
      // Before loops are taken apart: what of a step is learned from does not depend on where it
      // is.
      Graph cut =
          passes.graph(
              "14-truncate-time", () -> ThroughTime.truncated(forward, model.truncation()));
      Graph early = passes.graph("16-hoist-scans-train", () -> HoistScans.run(cut));
      Graph saving = passes.graph("18-prepare-scans", () -> PrepareScans.run(early, AddOp::new));
      Graph train =
          passes.graph("20-autodiff", () -> Autodiff.run(saving, AddOp::new, ConstantOp::new));
      Graph read =
          passes.graph("22-prune-time", () -> ThroughTime.pruned(train, model.truncation()));
      Graph merged = passes.graph("23-merge", () -> Merge.run(read));
      Graph joined = passes.graph("24-join", () -> Join.run(merged));
      Graph inlined = passes.graph("25-inline-scans-train", () -> InlineScans.run(joined));
      graphs.put(ProgramKind.TRAINING, passes.graph("30-fuse-training", () -> Fuse.run(inlined)));
    }
    return graphs;
  }

  /** Expanding may leave nodes that nobody reads, such as statistics that only training wants. */
  private static Graph expanded(Graph graph, Composite.Mode mode) {
    return Prune.run(Expand.run(graph, mode), output -> true);
  }

  /**
   * The parameters that any program reads, in the order of the declaration; constants, which nobody
   * saves, behind all others.
   */
  private static List<Node> parameters(Graph whole, Map<ProgramKind, Graph> graphs) {
    Set<String> read =
        graphs.values().stream()
            .flatMap(graph -> graph.parameters().stream())
            .map(Node::name)
            .collect(Collectors.toSet());
    return whole.parameters().stream()
        .filter(node -> read.contains(node.name()))
        .sorted(Comparator.comparing(node -> ((ParameterOp) node.op()).isConstant()))
        .toList();
  }
}
