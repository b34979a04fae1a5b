package dev.lanewise.processor;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.pass.ChooseAlgorithms;
import dev.lanewise.processor.graph.pass.Lower;
import dev.lanewise.processor.graph.pass.PackParameters;
import dev.lanewise.processor.graph.pass.Plan;
import dev.lanewise.processor.graph.pass.PlanMemory;
import dev.lanewise.processor.graph.pass.Prepared;
import dev.lanewise.processor.graph.pass.Schedule;
import dev.lanewise.processor.graph.pass.WeightMemory;
import dev.lanewise.processor.graph.scan.KeptOp;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.LoopPrinter;
import dev.lanewise.processor.loop.LoopVerifier;
import dev.lanewise.processor.loop.ProgramUnit;
import dev.lanewise.processor.loop.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The passes of one target: from the graphs of its programs to their loop IR. */
final class ProgramCompiler {
  private final Passes passes;
  private final Target target;
  private final DType real;
  private final int batch;
  private final Signature signature;
  private final String folder;

  ProgramCompiler(Passes passes, Target target, DType real, int batch, Signature signature) {
    this.passes = passes;
    this.target = target;
    this.real = real;
    this.batch = batch;
    this.signature = signature;
    this.folder = target.toString().replace(" ", "-") + "/";
  }

  /**
   * @param graphs by program; training where the model has a loss
   * @param parameters all that any of the graphs reads, in the model's order
   */
  ProgramUnit compile(Map<ProgramKind, Graph> graphs, List<Node> parameters) {
    Plan one = plan(graphs.get(ProgramKind.LATENCY), ProgramKind.LATENCY, Map.of());
    Plan batched = plan(graphs.get(ProgramKind.BATCHED), ProgramKind.BATCHED, Map.of());
    // Training shares the weights of batched prediction, and so their layouts.
    Optional<Plan> train =
        Optional.ofNullable(graphs.get(ProgramKind.TRAINING))
            .map(graph -> plan(graph, ProgramKind.TRAINING, batched.parameterLayouts()));
    Optional<Plan> step =
        Optional.ofNullable(graphs.get(ProgramKind.STEPPER))
            .map(graph -> plan(graph, ProgramKind.STEPPER, Map.of()));
    Map<String, Layout> others = new HashMap<>();
    // A step has a state to hand on, though the model's only step has none.
    step.ifPresent(plan -> others.putAll(plan.parameterLayouts()));
    train.ifPresent(plan -> others.putAll(plan.parameterLayouts()));
    Schedule ofOne = Schedule.of(one);
    Schedule ofBatch = Schedule.of(batched);
    WeightMemory master = shared(parameters, batched, ofBatch, others);
    WeightMemory latency = own(parameters, one, ofOne, others);
    return new ProgramUnit(
        target,
        real,
        master.packing(),
        latency.packing(),
        predict("One", one, ofOne, memory(one, ofOne, parameters, latency)),
        predict("Batch", batched, ofBatch, memory(batched, ofBatch, parameters, master)),
        train.map(plan -> train(plan, parameters, master)),
        step.map(plan -> stepper(plan, parameters, layouts(one, others))));
  }

  /**
   * The program of single steps, with weights in layouts of its own.
   *
   * @param others layouts of parameters that a step does not read
   */
  private ProgramUnit.Stepper stepper(
      Plan plan, List<Node> parameters, Map<String, Layout> others) {
    Schedule schedule = Schedule.of(plan);
    WeightMemory weights = own(parameters, plan, schedule, others);
    PlanMemory.Memory memory = memory(plan, schedule, parameters, weights);
    return new ProgramUnit.Stepper(
        weights.packing(), predict("Step", plan, schedule, memory), states(plan, memory));
  }

  private static List<ProgramUnit.State> states(Plan plan, PlanMemory.Memory memory) {
    return plan.graph().nodes().stream()
        .filter(node -> node.op() instanceof KeptOp)
        .map(node ->
            new ProgramUnit.State(
                node.name(),
                memory.homes().get(node.result()).offset(),
                node.types().getFirst().sampleSize()))
        .toList();
  }

  /**
   * @param kept layouts of parameters that another program has settled, by name
   */
  Plan plan(Graph graph, ProgramKind kind, Map<String, Layout> kept) {
    String name = folder + "40-choose-algorithms-" + label(kind);
    return passes.run(
        name,
        () -> {
          Plan plan = ChooseAlgorithms.run(graph, new Algorithm.Context(target, kind), kept);
          passes.dump().write(name, plan);
          passes.check(plan);
          return plan;
        });
  }

  /** The weights of training and batched prediction. */
  private WeightMemory shared(
      List<Node> parameters, Plan plan, Schedule schedule, Map<String, Layout> others) {
    Map<String, Layout> layouts = layouts(plan, others);
    Prepared prepared = Prepared.of(plan, schedule);
    return passes.run(
        folder + "50-plan-memory", () -> WeightMemory.shared(real, parameters, layouts, prepared));
  }

  /** The weights of a prediction of one sample. */
  private WeightMemory own(
      List<Node> parameters, Plan plan, Schedule schedule, Map<String, Layout> others) {
    Map<String, Layout> layouts = layouts(plan, others);
    Prepared prepared = Prepared.of(plan, schedule);
    return passes.run(
        folder + "50-plan-memory", () -> WeightMemory.own(real, parameters, layouts, prepared));
  }

  /** Those that the program chose, or others where it does not read a parameter. */
  private static Map<String, Layout> layouts(Plan plan, Map<String, Layout> others) {
    Map<String, Layout> layouts = new HashMap<>(others);
    layouts.putAll(plan.parameterLayouts());
    return layouts;
  }

  private ProgramUnit.Predict predict(
      String suffix, Plan plan, Schedule schedule, PlanMemory.Memory memory) {
    List<Buffer> buffers = signature.ofPrediction(plan.graph());
    Lower lower = new Lower(plan, memory, batch);
    Optional<Driver> prepare =
        schedule.prepared().isEmpty()
            ? Optional.empty()
            : Optional.of(
                passes.run(
                    lowering(plan),
                    () -> lower.prepare("prepare" + suffix, buffers.getFirst(), schedule)));
    Driver driver =
        passes.run(
            lowering(plan),
            () ->
                plan.context().kind() == ProgramKind.STEPPER
                    ? lower.step("step", buffers, schedule)
                    : lower.predict("predict" + suffix, buffers, schedule));
    check(plan, Stream.concat(prepare.stream(), Stream.of(driver)).toList());
    return new ProgramUnit.Predict(
        driver, prepare, memory.weights(), memory.lasting(), memory.kept(), memory.arena());
  }

  private ProgramUnit.Train train(Plan plan, List<Node> parameters, WeightMemory weights) {
    Schedule schedule = Schedule.of(plan);
    PlanMemory.Memory memory = memory(plan, schedule, parameters, weights);
    Lower lower = new Lower(plan, memory, batch);
    List<ProgramUnit.Phase> phases = new ArrayList<>();
    for (Schedule.Phase phase : schedule.phases()) {
      String method = "phase" + phases.size();
      phases.add(
          passes.run(lowering(plan), () -> lower.train(method, signature.ofTraining(), phase)));
    }
    check(plan, phases.stream().map(ProgramUnit.Phase::driver).toList());
    List<ProgramUnit.Loss> losses =
        plan.graph().outputs(Role.LOSS).stream()
            .map(o ->
                new ProgramUnit.Loss(o.name(), memory.homes().get(o.value()).offset(), o.weight()))
            .toList();
    List<Output> kept = plan.graph().outputs(Role.KEPT);
    return new ProgramUnit.Train(
        List.copyOf(phases),
        kept.stream().map(Output::name).toList(),
        PackParameters.ofKept(
            memory, kept.stream().map(o -> memory.homes().get(o.value())).toList()),
        memory.arena(),
        losses);
  }

  private PlanMemory.Memory memory(
      Plan plan, Schedule schedule, List<Node> parameters, WeightMemory weights) {
    Map<String, Integer> offsets = weights.offsets(parameters);
    String name = folder + "50-plan-memory-" + label(plan.context().kind());
    return passes.run(
        name,
        () -> {
          PlanMemory.Memory memory =
              PlanMemory.run(plan, schedule, real, offsets, weights, signature.arrays());
          passes.dump().write(name, memory);
          return memory;
        });
  }

  private String lowering(Plan plan) {
    return folder + "60-lower-" + label(plan.context().kind());
  }

  private static String label(ProgramKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Verifies drivers, whose kernels were verified one by one, and dumps both. */
  private void check(Plan plan, List<Driver> drivers) {
    passes.run(
        lowering(plan),
        () -> {
          passes.dump().write(lowering(plan), text(drivers));
          drivers.forEach(LoopVerifier::verify);
          return drivers;
        });
  }

  private static String text(List<Driver> drivers) {
    return Stream.concat(
            drivers.stream().map(LoopPrinter::print),
            ProgramUnit.kernels(drivers).stream().map(LoopPrinter::print))
        .collect(Collectors.joining("\n"));
  }
}
