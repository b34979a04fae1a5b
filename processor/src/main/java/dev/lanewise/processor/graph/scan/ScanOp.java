package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.StepInputOp.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same step at each element of sequences, with states carried from step to step (ONNX's Scan).
 *
 * <p>Results are the sequences of the body's results, and then the last states.
 *
 * @param body one step: reads through {@link StepInputOp}; outputs of the role RESULT are stacked,
 *     and each state has one of the role UPDATE, under the name of the input
 * @param reverse whether the first step is the last element's
 * @param finals names of the states whose last value is a result
 */
public record ScanOp(Graph body, int steps, boolean reverse, List<String> finals) implements Op {
  public ScanOp {
    finals = List.copyOf(finals);
  }

  @Override
  public String mnemonic() {
    return "scan";
  }

  @Override
  public String attributes() {
    return steps + " steps" + (reverse ? ", backwards" : "");
  }

  @Override
  public List<Graph> bodies() {
    return List.of(body);
  }

  @Override
  public Op withBodies(List<Graph> bodies) {
    return new ScanOp(bodies.getFirst(), steps, reverse, finals);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return Stream.concat(
            body.outputs(Role.RESULT).stream().map(o -> Sequences.of(o.value().type(), steps)),
            finals.stream().map(name -> next(name).type()))
        .toList();
  }

  /** What a state becomes in a step. */
  Value next(String state) {
    return body.outputs(Role.UPDATE).stream()
        .filter(o -> o.name().equals(state))
        .findFirst()
        .orElseThrow()
        .value();
  }

  /** The index of the result that is the last value of a state. */
  public int finalResult(String state) {
    return stackedResults() + finals.indexOf(state);
  }

  /** How many results are sequences. */
  public int stackedResults() {
    return body.outputs(Role.RESULT).size();
  }

  /** What the body reads. */
  List<Node> arguments() {
    return body.nodes().stream().filter(node -> node.op() instanceof StepInputOp).toList();
  }

  static boolean is(Node node, Kind kind) {
    return node.op() instanceof StepInputOp input && input.kind() == kind;
  }

  /**
   * The same scan with those results alone that are read, and further sequences; without states and
   * nodes that none of these needs.
   *
   * @param results indices of those that stay
   * @param more names and values of the body to stack behind them
   */
  public ScanOp with(List<Integer> results, List<Output> more) {
    List<Output> outputs = new ArrayList<>();
    List<Output> stacked = body.outputs(Role.RESULT);
    results.stream().filter(i -> i < stacked.size()).map(stacked::get).forEach(outputs::add);
    outputs.addAll(more);
    List<String> last =
        results.stream()
            .filter(i -> i >= stacked.size())
            .map(i -> finals.get(i - stacked.size()))
            .toList();
    return new ScanOp(needed(outputs, last), steps, reverse, last);
  }

  /** The same scan without what no result needs. */
  public ScanOp withAllResults() {
    return withMore(List.of());
  }

  private ScanOp withMore(List<Output> more) {
    return with(IntStream.range(0, stackedResults() + finals.size()).boxed().toList(), more);
  }

  /**
   * What of the body some results need: of states those that they read, and in turn what these
   * become.
   */
  private Graph needed(List<Output> results, List<String> last) {
    Set<Node> nodes = new HashSet<>();
    results.forEach(result -> nodes.add(result.value().node()));
    last.forEach(name -> nodes.add(state(name)));
    List<Output> updates = List.of();
    for (boolean more = true; more; ) {
      int before = updates.size();
      for (Node node : body.nodes().reversed()) {
        if (nodes.contains(node)) {
          node.inputs().forEach(input -> nodes.add(input.node()));
        }
      }
      // Behind a single step nobody reads what a state becomes, unless it is a result.
      updates =
          body.outputs(Role.UPDATE).stream()
              .filter(o -> steps == 1 ? last.contains(o.name()) : nodes.contains(state(o.name())))
              .toList();
      updates.forEach(update -> nodes.add(update.value().node()));
      more = updates.size() > before;
    }
    List<Output> outputs = new ArrayList<>(results);
    outputs.addAll(updates);
    return new Graph(body.name(), body.nodes().stream().filter(nodes::contains).toList(), outputs);
  }

  /** Indices of the inputs that the body reads. */
  public List<Integer> read() {
    return arguments().stream()
        .map(node -> ((StepInputOp) node.op()).argument())
        .filter(index -> index >= 0)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The same scan with fewer inputs.
   *
   * @param kept indices of those that stay, all that the body reads among them
   */
  public ScanOp withInputs(List<Integer> kept) {
    Graph renumbered =
        body.withOps(node ->
            node.op() instanceof StepInputOp op && op.argument() >= 0
                ? new StepInputOp(op.kind(), kept.indexOf(op.argument()), op.declared())
                : node.op());
    return new ScanOp(renumbered, steps, reverse, finals);
  }

  /** Indices of the inputs that are sequences. */
  public List<Integer> sequences() {
    return arguments().stream()
        .filter(node -> is(node, Kind.SEQUENCE))
        .map(node -> ((StepInputOp) node.op()).argument())
        .distinct()
        .toList();
  }

  /** Names of the states that a step reads; others are mere results. */
  public List<String> readStates() {
    return readBySteps().map(Node::name).toList();
  }

  private Stream<Node> readBySteps() {
    Set<Node> read = new HashSet<>();
    body.nodes().forEach(node -> node.inputs().forEach(input -> read.add(input.node())));
    return arguments().stream().filter(node -> is(node, Kind.STATE) && read.contains(node));
  }

  /** The same step, another number of times. */
  public ScanOp of(int steps, List<String> finals) {
    return new ScanOp(body, steps, reverse, finals);
  }

  /**
   * The same scan, in which some states begin with further inputs, in their order.
   *
   * @param first index of the first of these inputs
   */
  public ScanOp goingOn(List<String> states, int first) {
    Graph started =
        body.withOps(node ->
            is(node, Kind.STATE) && states.contains(node.name())
                ? new StepInputOp(
                    Kind.STATE,
                    first + states.indexOf(node.name()),
                    ((StepInputOp) node.op()).declared())
                : node.op());
    return new ScanOp(started, steps, reverse, finals);
  }

  /** The states that begin at zero, but for those that no step reads: they are mere results. */
  public List<Node> fromZero() {
    return readBySteps().filter(node -> ((StepInputOp) node.op()).argument() < 0).toList();
  }

  /**
   * The same scan, in which the states that begin at zero begin with further inputs, in their
   * order, and have their last value as a result.
   *
   * @param inputs how many the scan has
   */
  public ScanOp startingWith(int inputs) {
    List<String> states = fromZero().stream().map(Node::name).toList();
    List<String> last = new ArrayList<>(finals);
    states.stream().filter(name -> !last.contains(name)).forEach(last::add);
    return of(steps, last).goingOn(states, inputs);
  }

  /** The node by which the body reads a state. */
  public Node state(String name) {
    return arguments().stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * The same scan, which keeps of each step what its gradient needs.
   *
   * @param sum the op that adds two values
   */
  public ScanOp saving(Supplier<Op> sum) {
    List<Value> kept = body.outputs(Role.RESULT).stream().map(Output::value).toList();
    List<Output> more =
        StepGradient.of(this, i -> true, argument -> true, sum).saved().stream()
            .filter(value -> !kept.contains(value))
            .map(value -> new Output(Role.RESULT, value.name(), value, 1))
            .toList();
    return withMore(more);
  }

  /** One step, whose states are for a later pass to keep. */
  @Override
  public Optional<List<Value>> step(OneStep step) {
    if (reverse && steps > 1) {
      return step.refuse("runs backwards");
    }
    boolean given =
        arguments().stream()
            .anyMatch(node -> is(node, Kind.STATE) && ((StepInputOp) node.op()).argument() >= 0);
    return given
        ? step.refuse("begins with a state that the model gives it")
        : step.as(new ScanOp(body, 1, false, finals));
  }

  @Override
  public long flops(Node node) {
    return steps * body.nodes().stream().mapToLong(n -> n.op().flops(n)).sum();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return new ScanGradient(this, node, resultGrads, gradients).add();
  }
}
