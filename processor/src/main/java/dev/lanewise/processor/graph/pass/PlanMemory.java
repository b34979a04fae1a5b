package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Regions;
import dev.lanewise.processor.graph.scan.StackOp;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.ProgramUnit.Kept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives every value its home: the user's arrays, the weights, the gradients, or a stretch of the
 * arena, where values whose lives do not meet share one, behind those that stay from run to run.
 * What is prepared for all predictions lies behind the weights. In a training phase by rows,
 * threads are at different nodes at one time, so there a life is counted in whole phases; in a
 * prediction, in nodes.
 *
 * <p>Largest first, each at the lowest free offset: the heuristic of most inference planners
 * (TFLite, TVM's greedy-by-size).
 */
public final class PlanMemory {
  /** Elements to which buffers are aligned: a cache line of floats. */
  public static final int ALIGNMENT = 16;

  private final Plan plan;
  private final DType real;
  private final Map<Value, Home> homes = new HashMap<>();
  private final Map<Node, Home> scratch = new HashMap<>();
  private final List<Block> placed = new ArrayList<>();

  private record Block(String owner, int offset, int size, int first, int last) {
    @Override
    public String toString() {
      String end = last == Integer.MAX_VALUE ? "the end" : String.valueOf(last);
      return "[%d, %d) %s from %d to %s".formatted(offset, offset + size, owner, first, end);
    }
  }

  private record Request(
      Value value, Node scratchOf, Layout layout, int size, int first, int last) {
    String owner() {
      return value == null ? "scratch of " + scratchOf.name() : value.name();
    }
  }

  /**
   * The result: homes of values and of scratch, and the arena's size.
   *
   * @param weights elements of weights, with what is prepared and what that takes
   * @param lasting elements of them that predictions read; all others are dropped
   * @param kept where the arena holds what stays from run to run
   * @param chart a line for each stretch of the arena: where it lies, whose it is, when it is alive
   */
  public record Memory(
      Map<Value, Home> homes,
      Map<Node, Home> scratch,
      int weights,
      int lasting,
      Kept kept,
      int arena,
      List<String> chart) {
    @Override
    public String toString() {
      return "arena of " + arena + " elements\n" + String.join("\n", chart) + "\n";
    }
  }

  private PlanMemory(Plan plan, DType real) {
    this.plan = plan;
    this.real = real;
  }

  /**
   * First element of an array that lies on a cache line. A large array starts at a region of the
   * heap, its data 16 bytes later; there 64-byte alignment is worth 1.15 to 1.45 times to what
   * streams weights.
   */
  public static int origin(DType real) {
    return 48 * 8 / real.bits();
  }

  /**
   * @param offsets where the weight array holds each parameter
   * @param weights the rest of that array
   * @param arrays the user's arrays by the name of the node
   * @throws ArithmeticException if the arena exceeds 2^31 elements
   */
  public static Memory run(
      Plan plan,
      Schedule schedule,
      DType real,
      Map<String, Integer> offsets,
      WeightMemory weights,
      Map<String, Buffer> arrays) {
    PlanMemory pass = new PlanMemory(plan, real);
    Buffer parameters = new Buffer("weights", real);
    Buffer grads = new Buffer("grads", real);
    for (Node node : plan.graph().nodes()) {
      Layout layout = plan.layout(node.result());
      if (node.op() instanceof InputOp) {
        pass.homes.put(node.result(), new Home(arrays.get(node.name()), 0, layout));
      } else if (node.op() instanceof ParameterOp) {
        pass.homes.put(node.result(), new Home(parameters, offsets.get(node.name()), layout));
      }
    }
    for (Output output : plan.graph().outputs()) {
      Layout layout = plan.layout(output.value());
      if (output.role() == Role.RESULT) {
        // Views find it there when they are settled.
        Value root = plan.root(output.value());
        pass.homes.put(root, new Home(arrays.get(output.name()), 0, plan.layout(root)));
      } else if (output.role() == Role.GRADIENT) {
        pass.homes.put(output.value(), new Home(grads, offsets.get(output.name()), layout));
      } else if (output.role() == Role.UPDATE) {
        pass.homes.put(output.value(), new Home(parameters, offsets.get(output.name()), layout));
      }
    }
    Prepared prepared = Prepared.of(plan, schedule);
    int end = pass.prepare(schedule, prepared, parameters, weights);
    int lasting = prepared.any() ? weights.prepared() + prepared.size() : end;
    KeptValues kept = KeptValues.of(plan, real);
    pass.homes.putAll(kept.homes());
    Memory memory =
        pass.place(pass.requests(schedule), end, lasting, kept.stretch(), pass.behind(schedule));
    plan.within().keySet().forEach(pass::settle);
    return memory;
  }

  /**
   * Lays what is prepared one behind the other: it lives as long as the weights, or until all is
   * prepared.
   *
   * @return the end of the array
   */
  private int prepare(Schedule schedule, Prepared prepared, Buffer weights, WeightMemory memory) {
    int lasting = memory.prepared();
    int end = memory.passing();
    for (Value value : prepared.values()) {
      Layout layout = plan.layout(value);
      boolean keeps = prepared.keeps(value);
      homes.put(value, new Home(weights, keeps ? lasting : end, layout));
      lasting += keeps ? aligned(layout.size()) : 0;
      end = Math.addExact(end, keeps ? 0 : aligned(layout.size()));
    }
    for (Node node : schedule.prepared()) {
      int each = plan.algorithm(node).scratch(node, plan.context());
      if (each > 0) {
        scratch.put(node, new Home(weights, end, Layout.canonical(List.of(each))));
        end = Math.addExact(end, aligned(each));
      }
    }
    return end;
  }

  private void settle(Value value) {
    Home home = homes.get(plan.root(value));
    homes.put(value, new Home(home.buffer(), home.offset(), plan.layout(value)));
  }

  static int aligned(int size) {
    return Math.multiplyExact((size + ALIGNMENT - 1) / ALIGNMENT, ALIGNMENT);
  }

  private List<Request> requests(Schedule schedule) {
    Map<Node, Integer> time = new HashMap<>();
    boolean byPhase = plan.context().kind() == ProgramKind.TRAINING;
    int clock = 0;
    for (Schedule.Phase phase : schedule.phases()) {
      for (Node node : phase.nodes()) {
        time.put(node, byPhase ? clock : clock++);
      }
      clock++;
    }
    Map<Value, Integer> first = new HashMap<>();
    Map<Value, Integer> last = new HashMap<>();
    time.forEach((node, t) -> {
      node.inputs().forEach(input -> last.merge(plan.root(input), t, Math::max));
      for (int i = 0; i < node.types().size(); i++) {
        first.merge(plan.root(node.result(i)), t, Math::min);
      }
    });
    throughLoops(schedule, time, first, last);
    for (Output output : plan.graph().outputs()) {
      last.put(plan.root(output.value()), Integer.MAX_VALUE);
    }
    List<Request> requests = new ArrayList<>();
    for (Schedule.Phase phase : schedule.phases()) {
      for (Node node : phase.nodes()) {
        int now = time.get(node);
        for (int i = 0; i < node.types().size(); i++) {
          Value value = node.result(i);
          if (!homes.containsKey(value) && !plan.within().containsKey(value)) {
            Layout layout = plan.layout(value);
            int end = Math.max(now, last.getOrDefault(value, now));
            requests.add(new Request(value, null, layout, layout.size(), first.get(value), end));
          }
        }
        int each = plan.algorithm(node).scratch(node, plan.context());
        if (each > 0) {
          int size = Math.multiplyExact(each, node.types().getFirst().rows());
          requests.add(
              new Request(
                  null, node, Layout.canonical(List.of(size / each, each)), size, now, now));
        }
      }
    }
    return requests;
  }

  /**
   * What crosses the border of a loop, or is carried from step to step, is alive from its first
   * step to its last.
   */
  private void throughLoops(
      Schedule schedule,
      Map<Node, Integer> time,
      Map<Value, Integer> first,
      Map<Value, Integer> last) {
    Regions regions = Regions.of(plan.graph());
    for (Schedule.Phase phase : schedule.phases()) {
      for (List<Node> unit : regions.units(phase.nodes())) {
        if (regions.of(unit.getFirst()).isEmpty()) {
          continue;
        }
        int begin = time.get(unit.getFirst());
        int end = time.get(unit.getLast());
        for (Node node : unit) {
          Stream.concat(node.inputs().stream(), Stream.of(node.result()))
              .map(plan::root)
              .filter(value -> !unit.contains(value.node()) || isStacked(value))
              .forEach(value -> {
                first.merge(value, begin, Math::min);
                last.merge(value, end, Math::max);
              });
        }
      }
    }
  }

  /** Whether a value is written step by step. */
  private static boolean isStacked(Value value) {
    return value.node().op() instanceof StackOp;
  }

  private int behind(Schedule schedule) {
    return schedule.phases().stream()
        .flatMap(phase -> phase.nodes().stream())
        .mapToInt(node -> plan.algorithm(node).readsBehind(node, plan.context()))
        .max()
        .orElse(0);
  }

  /**
   * @param kept what is taken of the arena before
   * @param behind elements that are to be there behind the last value
   */
  private Memory place(List<Request> requests, int weights, int lasting, Kept kept, int behind) {
    Buffer arena = new Buffer("arena", real);
    int end = kept.end();
    List<Request> largestFirst = new ArrayList<>(requests);
    largestFirst.sort(Comparator.comparingInt(Request::size).reversed());
    for (Request request : largestFirst) {
      int size = aligned(request.size());
      int offset = free(kept.end(), size, request.first(), request.last());
      placed.add(new Block(request.owner(), offset, size, request.first(), request.last()));
      end = Math.max(end, Math.addExact(offset, size));
      Home home = new Home(arena, offset, request.layout());
      if (request.value() != null) {
        homes.put(request.value(), home);
      } else {
        scratch.put(request.scratchOf(), home);
      }
    }
    List<String> chart =
        placed.stream()
            .sorted(Comparator.comparingInt(Block::first).thenComparingInt(Block::offset))
            .map(Block::toString)
            .toList();
    return new Memory(homes, scratch, weights, lasting, kept, Math.addExact(end, behind), chart);
  }

  private int free(int from, int size, int first, int last) {
    List<Block> alive =
        placed.stream()
            .filter(b -> b.first <= last && first <= b.last)
            .sorted(Comparator.comparingInt(Block::offset))
            .toList();
    int offset = from;
    for (Block block : alive) {
      if (block.offset >= Math.addExact(offset, size)) {
        break;
      }
      offset = Math.max(offset, Math.addExact(block.offset, block.size));
    }
    return offset;
  }
}
