package dev.lanewise.processor;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.ModelUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model's methods take and give: the user's arrays, under names that no other parameter of
 * the generated methods has.
 */
final class Signature {
  /** Names of fields and parameters of the generated classes. */
  private static final Set<String> RESERVED =
      Set.of(
          "weights", "grads", "arena", "rows", "from", "to", "first", "end", "phase", "net",
          "index", "inputs", "outputs", "key", "passed");

  private final Graph whole;
  private final DType real;
  private final Map<String, Buffer> arrays = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>(RESERVED);

  /**
   * @param whole the model's graph, with results and losses
   */
  Signature(Graph whole, DType real) {
    this.whole = whole;
    this.real = real;
    whole.inputs().forEach(node -> add(node.name(), node.types().getFirst().dtype()));
    whole.outputs(Role.RESULT).forEach(output -> add(output.name(), real));
  }

  /**
   * Names of one letter are loop variables', and capitals those of constants and classes; a dollar
   * would be a placeholder to JavaPoet. The numbers of steps of {@code x} are {@code xSteps}.
   */
  private void add(String name, DType type) {
    String plain = name.replace('$', '_').replace(".steps", "Steps");
    boolean free = plain.length() > 1 && !Character.isUpperCase(plain.charAt(0));
    String unique = free ? plain : plain + "Array";
    while (!taken.add(unique)) {
      unique += "Array";
    }
    arrays.put(name, new Buffer(unique, type));
  }

  /** The user's arrays by the names of their nodes. */
  Map<String, Buffer> arrays() {
    return arrays;
  }

  /** The arrays of a prediction by the given graph, inputs first. */
  List<Buffer> ofPrediction(Graph predict) {
    Stream<Buffer> weights = Stream.of(new Buffer("weights", real), new Buffer("arena", real));
    Stream<String> names =
        Stream.concat(
            predict.inputs().stream().map(Node::name),
            predict.outputs(Role.RESULT).stream().map(Graph.Output::name));
    return Stream.concat(weights, names.map(arrays::get)).toList();
  }

  /** The arrays of training, which reads every input. */
  List<Buffer> ofTraining() {
    Stream<Buffer> weights = Stream.of("weights", "grads", "arena").map(n -> new Buffer(n, real));
    Stream<Buffer> inputs = whole.inputs().stream().map(node -> arrays.get(node.name()));
    return Stream.concat(weights, inputs).toList();
  }

  /**
   * @param predict the graph of prediction, which may leave inputs out
   */
  List<ModelUnit.Input> inputs(Graph predict) {
    Set<String> predicted = predict.inputs().stream().map(Node::name).collect(Collectors.toSet());
    return whole.inputs().stream()
        .map(node -> {
          InputOp op = (InputOp) node.op();
          return new ModelUnit.Input(
              node.name(),
              arrays.get(node.name()),
              op.kind().name(),
              op.declared().sampleShape(),
              op.classes(),
              op.ignored(),
              predicted.contains(node.name()));
        })
        .toList();
  }

  /**
   * @param step the graph of a step: sequences have one, of which only its features are seen
   */
  ModelUnit.Steps steps(Graph step) {
    Map<String, Node> one =
        step.inputs().stream().collect(Collectors.toMap(Node::name, node -> node));
    List<ModelUnit.Input> inputs =
        inputs(step).stream()
            .filter(ModelUnit.Input::predicted)
            .map(i -> i.withShape(ofStep(one.get(i.name()).types().getFirst())))
            .toList();
    List<ModelUnit.Output> outputs =
        step.outputs(Role.RESULT).stream()
            .map(o ->
                new ModelUnit.Output(
                    o.name(), arrays.get(o.name()), ofStep(o.value().type()), Optional.empty()))
            .toList();
    return new ModelUnit.Steps(inputs, outputs);
  }

  private static List<Integer> ofStep(TensorType type) {
    List<Integer> shape = type.sampleShape();
    return type.hasTime() ? shape.subList(1, shape.size()) : shape;
  }

  List<ModelUnit.Output> outputs() {
    return whole.outputs(Role.RESULT).stream()
        .map(o ->
            new ModelUnit.Output(
                o.name(),
                arrays.get(o.name()),
                o.value().type().sampleShape(),
                WithStepsOp.stepsOf(o.value()).map(steps -> steps.node().name())))
        .toList();
  }

  static List<ModelUnit.Parameter> parameters(List<Node> parameters) {
    return parameters.stream()
        .map(node -> {
          ParameterOp op = (ParameterOp) node.op();
          return new ModelUnit.Parameter(
              node.name(),
              op.kind().name(),
              op.declared().shape(),
              op.initialization().scheme(),
              op.initialization().arguments());
        })
        .toList();
  }
}
