package dev.lanewise.processor;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphPrinter;
import dev.lanewise.processor.graph.GraphVerifier;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.pass.Autodiff;
import dev.lanewise.processor.graph.pass.ChooseAlgorithms;
import dev.lanewise.processor.graph.pass.Fuse;
import dev.lanewise.processor.graph.pass.Lower;
import dev.lanewise.processor.graph.pass.Plan;
import dev.lanewise.processor.graph.pass.PlanMemory;
import dev.lanewise.processor.graph.pass.Prune;
import dev.lanewise.processor.graph.pass.Schedule;
import dev.lanewise.processor.graph.pass.SetRows;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.LoopPrinter;
import dev.lanewise.processor.loop.LoopVerifier;
import dev.lanewise.processor.loop.ModelUnit;
import dev.lanewise.processor.loop.Packing;
import dev.lanewise.processor.loop.ProgramUnit;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.ops.AddOp;
import dev.lanewise.processor.ops.ConstantOp;
import dev.lanewise.processor.target.java.JavaTarget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of contents: from a model to its classes.
 *
 * <pre>
 * frontend          the interface as a graph
 * prune             prediction: what results need; training: what losses need
 * set-rows          prediction of one sample
 * autodiff          training: the gradients of the parameters
 * fuse              elementwise ops into what makes their input
 *   by target (512, 256, 128 bits, scalar) and program (latency, batched, training):
 * choose-algorithms algorithms, layouts, packs
 * plan-memory       phases, homes, the arena
 * lower             loop IR
 * target            Java
 * </pre>
 */
final class Compiler {
  /** Names of fields and parameters of the generated classes. */
  private static final Set<String> RESERVED =
      Set.of(
          "weights", "grads", "arena", "rows", "from", "to", "first", "end", "phase", "net",
          "index", "inputs", "outputs");

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
    Compilation compilation = new Compilation(model);
    try {
      return compilation.run();
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

  /** One model on its way. */
  private final class Compilation {
    private final Model model;
    private final DType real;
    private final Dump dump;
    private final Map<String, Buffer> arrays = new LinkedHashMap<>();

    Compilation(Model model) {
      this.model = model;
      this.real = model.real();
      this.dump = new Dump(options.dump().map(folder -> folder.resolve(model.name())));
    }

    List<SourceFile> run() {
      Graph whole = checked("00-frontend", model::graph);
      Map<ProgramKind, Graph> graphs = new EnumMap<>(ProgramKind.class);
      Graph predict =
          checked("10-prune-predict", () -> Prune.run(whole, o -> o.role() == Role.RESULT));
      Graph one = checked("11-set-rows", () -> SetRows.run(predict, 1));
      graphs.put(ProgramKind.LATENCY, checked("30-fuse-latency", () -> Fuse.run(one)));
      graphs.put(ProgramKind.BATCHED, checked("30-fuse-batched", () -> Fuse.run(predict)));
      if (!whole.outputs(Role.LOSS).isEmpty()) {
        Graph losses =
            checked("12-prune-train", () -> Prune.run(whole, o -> o.role() == Role.LOSS));
        Graph train =
            checked("20-autodiff", () -> Autodiff.run(losses, AddOp::new, ConstantOp::new));
        graphs.put(ProgramKind.TRAINING, checked("30-fuse-training", () -> Fuse.run(train)));
      }
      nameArrays(whole);
      List<Node> parameters =
          whole.parameters().stream()
              .filter(p ->
                  graphs.values().stream()
                      .anyMatch(
                          g -> g.parameters().stream().anyMatch(q -> q.name().equals(p.name()))))
              .toList();
      List<ProgramUnit> programs = new ArrayList<>();
      for (int bits : options.bits()) {
        programs.add(program(Target.ofBits(bits), graphs, parameters));
      }
      ModelUnit unit = unit(whole, predict, parameters, programs);
      return guarded("70-target", () -> JavaTarget.emit(unit)).entrySet().stream()
          .map(file -> new SourceFile(file.getKey(), file.getValue()))
          .toList();
    }

    private ProgramUnit program(
        Target target, Map<ProgramKind, Graph> graphs, List<Node> parameters) {
      String folder = target.toString().replace(" ", "-") + "/";
      Map<ProgramKind, Plan> plans = new EnumMap<>(ProgramKind.class);
      graphs.forEach((kind, graph) -> {
        String file = folder + "40-choose-algorithms-" + kind.name().toLowerCase();
        Plan plan =
            guarded(file, () -> ChooseAlgorithms.run(graph, new Algorithm.Context(target, kind)));
        verify(file, plan.graph());
        dump.write(file, plan);
        plans.put(kind, plan);
      });
      Packing master = packing(parameters, plans, ProgramKind.BATCHED, ProgramKind.TRAINING);
      Packing latency = packing(parameters, plans, ProgramKind.LATENCY, ProgramKind.TRAINING);
      Lowered one = lower(folder, plans.get(ProgramKind.LATENCY), offsets(parameters, latency));
      Lowered batched = lower(folder, plans.get(ProgramKind.BATCHED), offsets(parameters, master));
      Optional<ProgramUnit.Train> train =
          Optional.ofNullable(plans.get(ProgramKind.TRAINING))
              .map(plan -> train(folder, plan, offsets(parameters, master)));
      return new ProgramUnit(
          target,
          real,
          master,
          latency,
          new ProgramUnit.Predict(one.driver(), one.arena()),
          new ProgramUnit.Predict(batched.driver(), batched.arena()),
          train);
    }

    /** All parameters in the layouts that the first of the programs that has them chose. */
    private Packing packing(
        List<Node> parameters, Map<ProgramKind, Plan> plans, ProgramKind... kinds) {
      List<Layout> layouts = new ArrayList<>();
      for (Node parameter : parameters) {
        layouts.add(
            Stream.of(kinds)
                .map(plans::get)
                .filter(Objects::nonNull)
                .flatMap(plan ->
                    plan.graph().parameters().stream()
                        .filter(p -> p.name().equals(parameter.name()))
                        .map(p -> plan.layout(p.result())))
                .findFirst()
                .orElseThrow());
      }
      return guarded("50-plan-memory", () -> PlanMemory.pack(real, layouts));
    }

    private static Map<String, Integer> offsets(List<Node> parameters, Packing packing) {
      Map<String, Integer> offsets = new HashMap<>();
      for (int i = 0; i < parameters.size(); i++) {
        offsets.put(parameters.get(i).name(), packing.placements().get(i).offset());
      }
      return offsets;
    }

    private record Lowered(Driver driver, int arena) {}

    private Lowered lower(String folder, Plan plan, Map<String, Integer> offsets) {
      String kind = plan.context().kind().name().toLowerCase();
      String file = folder + "60-lower-" + kind;
      return guarded(
          file,
          () -> {
            Schedule schedule = Schedule.of(plan);
            PlanMemory.Memory memory = PlanMemory.run(plan, schedule, real, offsets, arrays);
            List<Buffer> buffers = new ArrayList<>();
            buffers.add(new Buffer("weights", real));
            buffers.add(new Buffer("arena", real));
            buffers.addAll(userArrays(plan.graph()));
            String name =
                plan.context().kind() == ProgramKind.LATENCY ? "predictOne" : "predictBatch";
            Driver driver = new Lower(plan, memory, model.batch()).predict(name, buffers, schedule);
            finish(file, List.of(driver));
            return new Lowered(driver, memory.arena());
          });
    }

    private ProgramUnit.Train train(String folder, Plan plan, Map<String, Integer> offsets) {
      String file = folder + "60-lower-training";
      return guarded(
          file,
          () -> {
            Schedule schedule = Schedule.of(plan);
            PlanMemory.Memory memory = PlanMemory.run(plan, schedule, real, offsets, arrays);
            List<Buffer> buffers = new ArrayList<>();
            buffers.add(new Buffer("weights", real));
            buffers.add(new Buffer("grads", real));
            buffers.add(new Buffer("arena", real));
            model.graph().inputs().forEach(input -> buffers.add(arrays.get(input.name())));
            Lower lower = new Lower(plan, memory, model.batch());
            List<ProgramUnit.Phase> phases = new ArrayList<>();
            for (Schedule.Phase phase : schedule.phases()) {
              phases.add(lower.train("phase" + phases.size(), buffers, phase));
            }
            finish(file, phases.stream().map(ProgramUnit.Phase::driver).toList());
            List<ProgramUnit.Loss> losses =
                plan.graph().outputs(Role.LOSS).stream()
                    .map(o ->
                        new ProgramUnit.Loss(
                            o.name(), memory.homes().get(o.value()).offset(), o.weight()))
                    .toList();
            return new ProgramUnit.Train(List.copyOf(phases), memory.arena(), losses);
          });
    }

    private void finish(String file, List<Driver> drivers) {
      drivers.forEach(LoopVerifier::verify);
      if (dump.folder().isPresent()) {
        String kernels =
            ProgramUnit.kernels(drivers).stream()
                .map(LoopPrinter::print)
                .collect(Collectors.joining("\n"));
        dump.write(
            file,
            drivers.stream().map(LoopPrinter::print).collect(Collectors.joining("\n"))
                + "\n"
                + kernels);
      }
    }

    /** The arrays of a prediction, inputs first. */
    private List<Buffer> userArrays(Graph graph) {
      Stream<String> names =
          Stream.concat(
              graph.inputs().stream().map(Node::name),
              graph.outputs(Role.RESULT).stream().map(Graph.Output::name));
      return names.map(arrays::get).toList();
    }

    /** Gives each array of the user a parameter name that no other parameter has. */
    private void nameArrays(Graph whole) {
      Set<String> taken = new HashSet<>(RESERVED);
      whole
          .inputs()
          .forEach(node ->
              arrays.put(node.name(), array(node.name(), taken, node.types().getFirst().dtype())));
      whole.outputs(Role.RESULT).forEach(o -> arrays.put(o.name(), array(o.name(), taken, real)));
    }

    /** Names of one letter are loop variables', and capitals those of constants and classes. */
    private static Buffer array(String name, Set<String> taken, DType type) {
      boolean free = name.length() > 1 && !Character.isUpperCase(name.charAt(0));
      String unique = free ? name : name + "Array";
      while (!taken.add(unique)) {
        unique += "Array";
      }
      return new Buffer(unique, type);
    }

    private ModelUnit unit(
        Graph whole, Graph predict, List<Node> parameters, List<ProgramUnit> programs) {
      Set<String> predicted = predict.inputs().stream().map(Node::name).collect(Collectors.toSet());
      List<ModelUnit.Input> inputs = new ArrayList<>();
      for (Node node : whole.inputs()) {
        InputOp op = (InputOp) node.op();
        inputs.add(
            new ModelUnit.Input(
                node.name(),
                arrays.get(node.name()),
                op.kind().name(),
                op.declared().sampleShape(),
                op.classes(),
                predicted.contains(node.name())));
      }
      List<ModelUnit.Output> outputs =
          predict.outputs().stream()
              .map(o ->
                  new ModelUnit.Output(
                      o.name(), arrays.get(o.name()), o.value().type().sampleShape()))
              .toList();
      List<ModelUnit.Parameter> specs = new ArrayList<>();
      for (Node node : parameters) {
        ParameterOp op = (ParameterOp) node.op();
        specs.add(
            new ModelUnit.Parameter(
                node.name(),
                op.declared().shape(),
                op.initialization().scheme(),
                op.initialization().fans()));
      }
      return new ModelUnit(
          model.packageName(),
          model.name(),
          model.visible(),
          real,
          model.batch(),
          inputs,
          outputs,
          specs,
          GraphPrinter.print(whole),
          programs);
    }

    private Graph checked(String name, Supplier<Graph> pass) {
      Graph graph = guarded(name, pass);
      verify(name, graph);
      dump.write(name, GraphPrinter.print(graph));
      return graph;
    }

    private void verify(String name, Graph graph) {
      if (options.verify()) {
        guarded(
            name,
            () -> {
              GraphVerifier.verify(graph);
              return graph;
            });
      }
    }

    private <T> T guarded(String name, Supplier<T> pass) {
      try {
        return pass.get();
      } catch (RuntimeException e) {
        throw new CompilerException(name, e);
      }
    }
  }
}
