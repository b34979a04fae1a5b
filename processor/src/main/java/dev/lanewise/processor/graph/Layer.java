package dev.lanewise.processor.graph;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.StepsAsPixelsOp;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import dev.lanewise.processor.loop.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One method of the interface, as its room sees it.
 *
 * @param annotation simple name of the op's annotation
 * @param name the method's name: the node's name
 * @param prefix what the parameters' names start with: {@code @Named}'s value, or the node's name
 * @param batch most samples in a call
 * @param real element type of the model's floats
 * @param lossSteps of how many steps, the last ones, losses count; all where they are fewer
 * @param arguments the nodes read, in the order of the method's parameters
 * @param origin the op's annotation
 * @param steps how many steps each sample has of the sequences that are read, where that varies
 * @param states results besides the value, by name: see {@link #state}
 */
public record Layer(
    String annotation,
    String name,
    String prefix,
    int batch,
    DType real,
    int lossSteps,
    Attributes attributes,
    List<Argument> arguments,
    Origin origin,
    GraphBuilder graph,
    Optional<Value> steps,
    Map<String, Value> states,
    Diagnostics diagnostics) {

  /** A parameter of the method: the node it names, and where it stands. */
  public record Argument(String name, Value value, Origin origin) {}

  public Value input(int index) {
    return arguments.get(index).value();
  }

  public void error(Origin at, String id, String message) {
    diagnostics.error(at, id, message);
  }

  /** Reports where a parameter stands. */
  public void error(Argument argument, String id, String message) {
    diagnostics.error(argument.origin(), id, message);
  }

  /**
   * Numbers that the user wrote, under the layer's name and a suffix.
   *
   * @param values in canonical order; a single one stands for all
   */
  public Value constant(String suffix, List<Integer> shape, List<Double> values) {
    ParameterOp op =
        new ParameterOp(
            ParameterOp.Kind.CONSTANT,
            TensorType.of(real, shape),
            new ParameterOp.Initialization("values", values));
    return graph.parameter(prefix + "." + suffix, op, origin);
  }

  /** Gives a result that the room has announced. */
  public void state(String name, Value value) {
    states.put(name, value);
  }

  public Node add(String name, Op op, List<Value> inputs) {
    return graph.add(name, op, inputs, origin);
  }

  /** A sequence with its steps as rows. */
  public Value folded(Value sequence) {
    return FoldOp.of(sequence, op -> add(sequence.name(), op, List.of(sequence)).result());
  }

  /**
   * The shapes that led here, such as {@code image 1x28x28 -> flat 784 -> hidden 128}. Of the nodes
   * that one method became, only the last shows.
   */
  public static String chain(Value value) {
    Op op = value.node().op();
    if (op instanceof FoldOp || op instanceof StepsAsPixelsOp || op instanceof WithStepsOp) {
      return chain(value.node().input(0)); // the user wrote a sequence
    }
    String own = value.node().name() + " " + value.type().sampleText();
    Optional<Value> source = source(value);
    while (source.isPresent() && source.get().node().origin().equals(value.node().origin())) {
      source = source(source.get());
    }
    return source.map(input -> chain(input) + " -> " + own).orElse(own);
  }

  private static Optional<Value> source(Value value) {
    return value.node().inputs().stream()
        .filter(input -> !(input.node().op() instanceof ParameterOp))
        .findFirst();
  }
}
