package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.KeepOp;
import dev.lanewise.processor.graph.scan.KeptOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns a prediction of whole sequences into one of a single step, where each step needs earlier
 * ones alone.
 *
 * <pre>
 * x : [64, 9]; y = scan x {64 steps}; last = last_step y   becomes   x : [1, 9]; y = scan x {1 step}; last = y
 * </pre>
 *
 * What is left of a sequence when it has ended, such as its last step, is with each step what it
 * would be if that were the last. So nothing that has steps may read it.
 */
public final class StreamSteps {
  /**
   * What a step cannot be: the node in the graph of the whole sequence, and the end of a sentence
   * about it.
   */
  public record Obstacle(Node node, String why) {}

  /** The graph of one step, or the first node that has none. */
  public record Streamed(Optional<Graph> graph, Optional<Obstacle> obstacle) {}

  private final Graph graph;
  private final GraphBuilder builder;
  private final Forms forms;
  private final Map<Value, Value> copies = new HashMap<>();
  private final Map<String, Value> stays = new LinkedHashMap<>();
  private final Set<Node> changing = new HashSet<>();
  private Optional<Obstacle> obstacle = Optional.empty();

  private StreamSteps(Graph graph, Forms forms) {
    this.graph = graph;
    this.forms = forms;
    this.builder = new GraphBuilder(graph.name());
  }

  /** Whether a model reads a sequence at all. */
  public static boolean hasSequences(Graph graph) {
    return graph.inputs().stream().anyMatch(StreamSteps::isSequence);
  }

  private static boolean isSequence(Node input) {
    return input.types().getFirst().hasTime();
  }

  /** Of a prediction, before scans lose the results that nobody reads. */
  public static Streamed run(Graph graph) {
    List<Node> sequences = graph.inputs().stream().filter(StreamSteps::isSequence).toList();
    if (sequences.isEmpty()) {
      Node first = graph.nodes().getFirst();
      return refused(new Obstacle(first, "is no sequence, and no other input is one"));
    }
    TensorType first = sequences.getFirst().types().getFirst();
    int length = first.sampleShape().getFirst();
    for (Node other : sequences) {
      int own = other.types().getFirst().sampleShape().getFirst();
      if (own != length) {
        return refused(
            new Obstacle(
                other,
                "has " + own + " steps where " + sequences.getFirst().name() + " has " + length));
      }
    }
    return new StreamSteps(graph, new Forms(first.rows(), length)).run();
  }

  private static Streamed refused(Obstacle obstacle) {
    return new Streamed(Optional.empty(), Optional.of(obstacle));
  }

  private Streamed run() {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof InputOp input && isSequence(node)) {
        TensorType one = forms.ofOne(input.declared());
        Op op = new InputOp(input.kind(), one, input.classes(), input.ignored());
        copies.put(node.result(), builder.add(node.name(), op, List.of(), node.origin()).result());
        changing.add(node);
      } else {
        node(node);
      }
      if (obstacle.isPresent()) {
        return refused(obstacle.get());
      }
    }
    builder.outputs(graph, copies::get);
    stays.forEach((name, value) -> builder.output(Role.KEPT, name, value, 1));
    // Numbers of steps are read by nobody any more.
    return new Streamed(Optional.of(Prune.run(builder.build(), output -> true)), Optional.empty());
  }

  private void node(Node node) {
    Step step = new Step(node);
    Optional<Value> ended = step.ended();
    Optional<List<Value>> results =
        ended.isPresent()
            ? step.refuse("reads \"" + ended.get().name() + "\", which is known at the end alone")
            : node.inputs().isEmpty() ? Optional.of(List.of(keep(node))) : form(node, step);
    if (results.isEmpty()) {
      return;
    }
    if (isSteps(node) || step.changes()) {
      changing.add(node);
    }
    node.become(results.get(), copies);
  }

  /** What the op makes of a step, if that is one of what it makes of all of them. */
  private Optional<List<Value>> form(Node node, Step step) {
    try {
      Optional<List<Value>> results = node.op().step(step);
      boolean fits =
          results.isEmpty()
              || IntStream.range(0, node.types().size())
                  .allMatch(i -> fits(step, node.types().get(i), results.get().get(i).type()));
      return fits ? results : step.refuse("is something else at a single step");
    } catch (IllegalArgumentException e) {
      // So an op says that it cannot have its inputs.
      return step.refuse("has no form of a single step");
    }
  }

  private boolean fits(Step step, TensorType all, TensorType one) {
    boolean steps = step.changes() && forms.hasSteps(all);
    return !steps || forms.ofOne(all).shape().equals(one.shape());
  }

  /** Whether a node is the numbers of steps, which say nothing of a single one. */
  private static boolean isSteps(Node node) {
    return node.op() instanceof InputOp input && input.kind() == InputOp.Kind.STEPS;
  }

  private Value keep(Node node) {
    return builder.keep(node).result();
  }

  private boolean hasSteps(Value value) {
    return changing.contains(value.node()) && forms.hasSteps(value.type());
  }

  /** What one node's op writes with. */
  private final class Step implements OneStep {
    private final Node node;
    private final List<Value> inputs;

    Step(Node node) {
      this.node = node;
      this.inputs = node.inputs().stream().map(copies::get).toList();
    }

    /** What is left of a sequence when it has ended, beside something that has steps. */
    Optional<Value> ended() {
      return node.inputs().stream().anyMatch(StreamSteps.this::hasSteps)
          ? node.inputs().stream()
              .filter(input -> changing.contains(input.node()) && !isSteps(input.node()))
              .filter(input -> !StreamSteps.this.hasSteps(input))
              .findFirst()
          : Optional.empty();
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public List<Value> inputs() {
      return inputs;
    }

    @Override
    public boolean changes() {
      return node.inputs().stream().anyMatch(input -> changing.contains(input.node()));
    }

    @Override
    public boolean hasSteps(int input) {
      return StreamSteps.this.hasSteps(node.input(input));
    }

    @Override
    public boolean hasPixels(int input) {
      Value x = node.input(input);
      return changing.contains(x.node()) && forms.isPixels(x.type());
    }

    @Override
    public boolean givesSteps() {
      return changes() && node.types().stream().anyMatch(forms::hasSteps);
    }

    @Override
    public boolean isByRows() {
      return Stream.concat(node.inputs().stream().map(Value::type), node.types().stream())
          .filter(TensorType::isBatched)
          .allMatch(forms::isRows);
    }

    @Override
    public Value add(String name, Op op, List<Value> inputs) {
      return builder.add(name, op, inputs, node.origin()).result();
    }

    @Override
    public Value kept(String name, TensorType type) {
      return add(name + "Kept", new KeptOp(type), List.of());
    }

    @Override
    public void keep(Value kept, Value next) {
      stays(add(kept.node().name().replaceAll("Kept$", "Keep"), new KeepOp(), List.of(kept, next)));
    }

    @Override
    public void stays(Value overwritten) {
      stays.put(overwritten.node().name(), overwritten);
    }

    @Override
    public Optional<List<Value>> refuse(String why) {
      obstacle = Optional.of(new Obstacle(node, why));
      return Optional.empty();
    }
  }
}
