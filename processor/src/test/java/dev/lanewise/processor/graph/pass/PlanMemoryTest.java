package dev.lanewise.processor.graph.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.RandomModel;
import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.KeptOp;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values that live at one time never share memory: over random models, at every width. */
class PlanMemoryTest {
  @TestFactory
  Stream<DynamicTest> livesThatMeetDoNotOverlap() {
    List<String> sources = IntStream.range(0, 120).mapToObj(RandomModel::source).toList();
    return Compilation.graphs(sources).entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private static void check(Graph graph) {
    Graph results =
        Expand.run(Prune.run(graph, o -> o.role() == Role.RESULT), Composite.Mode.PREDICTION);
    Graph predict = InlineScans.run(PrepareScans.run(results));
    for (int bits : Compilation.WIDTHS) {
      Target target = Target.ofBits(bits);
      check(Passes.plan(Fuse.run(predict), target, ProgramKind.BATCHED));
      check(Passes.plan(Fuse.run(SetRows.run(predict, 1)), target, ProgramKind.LATENCY));
      if (predict.nodes().stream().allMatch(n -> n.types().getFirst().dtype() != DType.F64)) {
        Graph stored = StoreWeights.run(predict);
        check(Passes.plan(Fuse.run(stored), target, ProgramKind.BATCHED));
        check(Passes.plan(Fuse.run(SetRows.run(stored, 1)), target, ProgramKind.LATENCY));
      }
      if (!graph.outputs(Role.LOSS).isEmpty()) {
        check(Passes.plan(Fuse.run(Passes.autodiff(graph)), target, ProgramKind.TRAINING));
        Graph stateful = Passes.stateful(graph);
        check(Passes.plan(Fuse.run(stateful), target, ProgramKind.TRAINING));
      }
    }
  }

  /** A stretch of the arena and the time for which it is needed. */
  private record Stretch(String name, int from, int to, int first, int last, boolean stays) {
    boolean meets(Stretch other) {
      return first <= other.last && other.first <= last;
    }

    boolean overlaps(Stretch other) {
      return from < other.to && other.from < to;
    }
  }

  private static void check(Plan plan) {
    PlanVerifier.verify(plan);
    DType real =
        plan.graph().nodes().stream()
            .map(n -> n.types().getFirst().dtype())
            .filter(DType::isFloat)
            .findFirst()
            .orElseThrow();
    Schedule schedule = Schedule.of(plan);
    WeightMemory weights = weights(plan, schedule, real);
    Map<String, Integer> offsets = weights.offsets(plan.graph().parameters());
    PlanMemory.Memory memory = PlanMemory.run(plan, schedule, real, offsets, weights, arrays(plan));
    List<Stretch> stretches = stretches(plan, schedule, memory);
    for (Stretch a : stretches) {
      assertTrue(a.from % PlanMemory.ALIGNMENT == PlanMemory.origin(real) % PlanMemory.ALIGNMENT);
      assertTrue(a.from >= 0 && a.to <= memory.arena(), a + " leaves " + memory.arena());
      for (Stretch b : stretches) {
        assertTrue(a == b || !a.meets(b) || !a.overlaps(b), () -> a + " and " + b + "\n" + plan);
      }
    }
    for (Stretch a : stretches) {
      boolean within = a.from >= memory.kept().first() && a.to <= memory.kept().end();
      assertTrue(within ? a.stays : a.from >= memory.kept().end(), () -> a + "\n" + plan);
    }
    checkWeights(plan, schedule, memory);
    for (Graph.Output gradient : plan.graph().outputs(Role.GRADIENT)) {
      assertEquals("grads", memory.homes().get(gradient.value()).buffer().name());
    }
  }

  /** Parameters and what is prepared lie apart, and what predictions read lies before the rest. */
  private static void checkWeights(Plan plan, Schedule schedule, PlanMemory.Memory memory) {
    List<Stretch> stretches = new ArrayList<>();
    memory
        .homes()
        .forEach((value, home) -> {
          boolean own = plan.root(value).equals(value);
          boolean update = !plan.graph().outputs(Role.UPDATE).isEmpty();
          if (own && !update && home.buffer().name().equals("weights")) {
            assertTrue(home.offset() + home.layout().size() <= memory.weights());
            stretches.add(stretch(value.name(), home, 0, 0, false));
          }
        });
    for (Stretch a : stretches) {
      assertTrue(stretches.stream().noneMatch(b -> a != b && a.overlaps(b)), () -> a + "\n" + plan);
    }
    for (Node node : schedule.prepared()) {
      assertEquals("weights", memory.homes().get(node.result()).buffer().name());
    }
    for (Node node : schedule.phases().stream().flatMap(p -> p.nodes().stream()).toList()) {
      for (Value input : node.inputs()) {
        Home home = memory.homes().get(input);
        boolean weights = home.buffer().name().equals("weights");
        assertTrue(
            !weights || home.offset() + home.layout().size() <= memory.lasting(), plan::toString);
      }
    }
  }

  /**
   * Lives by their definition: from the node that writes to the last that reads, outputs to the
   * end; in training the unit is a phase, for there threads are at several nodes at once.
   */
  private static List<Stretch> stretches(Plan plan, Schedule schedule, PlanMemory.Memory memory) {
    boolean training = plan.context().kind() == ProgramKind.TRAINING;
    Map<Node, Integer> time = new HashMap<>();
    for (int phase = 0; phase < schedule.phases().size(); phase++) {
      for (Node node : schedule.phases().get(phase).nodes()) {
        time.put(node, training ? phase : time.size());
      }
    }
    List<Stretch> stretches = new ArrayList<>();
    memory
        .homes()
        .forEach((value, home) -> {
          if (home.buffer().name().equals("arena") && plan.root(value).equals(value)) {
            int first =
                time.keySet().stream()
                    .filter(n -> results(n).anyMatch(r -> plan.root(r).equals(value)))
                    .mapToInt(time::get)
                    .min()
                    .orElseThrow();
            int last =
                plan.graph().nodes().stream()
                    .filter(n -> n.inputs().stream().anyMatch(i -> plan.root(i).equals(value)))
                    .mapToInt(time::get)
                    .max()
                    .orElse(first);
            boolean output =
                plan.graph().outputs().stream().anyMatch(o -> plan.root(o.value()).equals(value));
            int end = Math.max(last, time.get(value.node()));
            boolean stays = value.node().op() instanceof KeptOp;
            stretches.add(stretch(value.name(), home, first, output ? time.size() : end, stays));
          }
        });
    memory
        .scratch()
        .forEach((node, home) -> {
          // What is prepared once has its scratch behind the weights.
          if (home.buffer().name().equals("arena")) {
            int now = time.get(node);
            stretches.add(stretch(node.name() + " scratch", home, now, now, false));
          }
        });
    return stretches;
  }

  private static Stream<Value> results(Node node) {
    return IntStream.range(0, node.types().size()).mapToObj(node::result);
  }

  private static Stretch stretch(String name, Home home, int first, int last, boolean stays) {
    int end = home.offset() + home.layout().size();
    return new Stretch(name, home.offset(), end, first, last, stays);
  }

  /** Of training and batched prediction, or of a prediction of one sample. */
  private static WeightMemory weights(Plan plan, Schedule schedule, DType real) {
    List<Node> parameters = plan.graph().parameters();
    Prepared prepared = Prepared.of(plan, schedule);
    return plan.context().kind() == ProgramKind.LATENCY
        ? WeightMemory.own(real, parameters, plan.parameterLayouts(), prepared)
        : WeightMemory.shared(real, parameters, plan.parameterLayouts(), prepared);
  }

  private static Map<String, Buffer> arrays(Plan plan) {
    Map<String, Buffer> arrays = new HashMap<>();
    for (Node input : plan.graph().inputs()) {
      arrays.put(input.name(), new Buffer(input.name(), input.types().getFirst().dtype()));
    }
    for (Graph.Output output : plan.graph().outputs(Role.RESULT)) {
      Value value = output.value();
      arrays.put(output.name(), new Buffer(output.name(), value.type().dtype()));
    }
    return arrays;
  }
}
