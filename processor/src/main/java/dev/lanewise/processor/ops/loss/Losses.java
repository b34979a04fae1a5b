package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.sequence.ValidOp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What all losses share. */
final class Losses {
  private Losses() {}

  /** One number a sample. */
  static TensorType perRow(TensorType type) {
    return new TensorType(type.dtype(), type.dims().subList(0, 1));
  }

  /** The mean over the rows, declared as a loss of the model with the annotation's weight. */
  static Value declare(Layer layer, Value perRow) {
    return declare(layer, perRow, Optional.empty(), OptionalInt.empty());
  }

  /**
   * The mean over the rows whose label counts.
   *
   * @param rowWeights of the rows; empty where all weigh the same
   */
  static Value declareOfClasses(Layer layer, Value perRow, Optional<Value> rowWeights) {
    OptionalInt ignored = InputOp.of(layer.input(1)).orElseThrow().ignored();
    return declare(layer, perRow, rowWeights, ignored);
  }

  /**
   * The mean over the rows that count: not those behind a sample's last step, nor those before the
   * steps that the model learns from.
   */
  private static Value declare(
      Layer layer, Value perRow, Optional<Value> rowWeights, OptionalInt ignored) {
    Value losses = perRow;
    Optional<Value> weights = rowWeights;
    if (ignored.isPresent()) {
      Op counted = new CountedOp(ignored.getAsInt(), layer.real());
      Value label = layer.input(1);
      losses = selected(layer, layer.name() + "Counted", counted, label, Optional.of(losses));
      weights = Optional.of(selected(layer, layer.name() + "Counts", counted, label, weights));
    }
    if (layer.steps().isPresent()) {
      Op valid = new ValidOp(perRow.type().rows() / layer.batch(), 0, layer.real());
      Value steps = layer.steps().get();
      losses = selected(layer, layer.name() + "Valid", valid, steps, Optional.of(losses));
      weights = Optional.of(selected(layer, layer.name() + "Valids", valid, steps, weights));
    }
    int steps = perRow.type().rows() / layer.batch();
    if (layer.lossSteps() < steps) {
      Value all = weights.orElse(losses);
      Op counts = new TailOp(steps, layer.lossSteps(), weights.isEmpty());
      Op last = new TailOp(steps, layer.lossSteps(), false);
      weights = Optional.of(layer.add(layer.name() + "Counts", counts, List.of(all)).result());
      losses = layer.add(layer.name() + "Last", last, List.of(losses)).result();
    }
    return weights.isEmpty()
        ? declared(layer, new MeanRowsOp(false), List.of(losses))
        : declared(layer, new MeanRowsOp(true), List.of(losses, weights.get()));
  }

  /** Some rows, or ones, by what an op says of each. */
  private static Value selected(Layer layer, String name, Op op, Value by, Optional<Value> rows) {
    List<Value> inputs = rows.map(r -> List.of(by, r)).orElse(List.of(by));
    return layer.add(name, op, inputs).result();
  }

  /** A row's label as an index; that of another class where it is ignored and none itself. */
  static Index label(Lowering l, int input, Index row) {
    Home labels = l.input(input);
    InputOp op = InputOp.of(l.node().input(input)).orElseThrow();
    Index label = new Index.Element(labels.buffer(), row.plus(labels.offset()));
    return op.ignored().isEmpty() ? label : label.max(Index.ZERO).min(Index.of(op.classes() - 1));
  }

  private static Value declared(Layer layer, Op op, List<Value> inputs) {
    double weight = layer.attributes().real("weight");
    if (!(weight > 0) || Double.isInfinite(weight)) {
      layer.error(
          layer.attributes().origin("weight"),
          "LossWeight",
          "weight " + weight + "; a loss needs a positive, finite weight");
      return null;
    }
    Value mean = layer.add(layer.name(), op, inputs).result();
    layer.graph().loss(layer.name(), mean, weight);
    return mean;
  }

  /** Reports a node and targets of different shapes. */
  static boolean sameShape(Layer layer) {
    Layer.Argument y = layer.arguments().get(0);
    Layer.Argument target = layer.arguments().get(1);
    boolean fits = Shapes.floats(layer, y) & Shapes.floats(layer, target);
    if (!fits || y.value().type().shape().equals(target.value().type().shape())) {
      return fits;
    }
    layer.error(
        target,
        "LossShape",
        target.name()
            + " has shape "
            + target.value().type().sampleText()
            + ", but "
            + y.name()
            + " has "
            + y.value().type().sampleText()
            + " ("
            + Layer.chain(y.value())
            + "); make them equal");
    return false;
  }

  /** Reports scores and class labels that do not belong together. */
  static boolean sameClasses(Layer layer) {
    Layer.Argument label = layer.arguments().get(1);
    Optional<InputOp> input =
        InputOp.of(label.value()).filter(op -> op.kind() == InputOp.Kind.CLASS_LABEL);
    if (input.isPresent() && !sameSteps(layer)) {
      return false;
    }
    boolean fits = Shapes.features(layer, layer.arguments().get(0));
    if (input.isEmpty()) {
      layer.error(
          label,
          "NotAClassLabel",
          label.name() + " is no @ClassLabel; the second parameter names the right classes");
      return false;
    }
    int classes = input.get().classes();
    Value scores = layer.input(0);
    if (!fits || scores.type().last().size() == classes) {
      return fits;
    }
    layer.error(
        layer.arguments().get(0),
        "ClassCountMismatch",
        layer.arguments().get(0).name()
            + " has "
            + scores.type().last().size()
            + " scores ("
            + Layer.chain(scores)
            + "), but "
            + label.name()
            + " has "
            + classes
            + " classes; make them equal");
    return false;
  }

  /** Reports labels of other steps than the scores have: those of both are rows where they fit. */
  private static boolean sameSteps(Layer layer) {
    Value scores = layer.input(0);
    TensorType labels = layer.input(1).type();
    boolean sequence = scores.type().hasTime();
    if (labels.sampleDims().isEmpty() && !sequence) {
      return true;
    }
    String expected =
        sequence ? "shape = " + scores.type().sampleDims().getFirst().size() : "no shape";
    layer.error(
        layer.arguments().get(1),
        "LabelSteps",
        layer.arguments().get(1).name()
            + " has "
            + (labels.sampleDims().isEmpty() ? "one class" : labels.sampleText() + " classes")
            + " a sample, and "
            + layer.arguments().get(0).name()
            + " is of shape "
            + scores.type().sampleText()
            + " ("
            + Layer.chain(scores)
            + "); a @ClassLabel for them has "
            + expected);
    return false;
  }

  /** Reports class weights that are not one weight a class, or none. */
  static boolean classWeights(Layer layer, List<Double> weights) {
    boolean numbers = weights.stream().allMatch(w -> w >= 0 && Double.isFinite(w));
    boolean some = weights.isEmpty() || weights.stream().anyMatch(w -> w > 0);
    int classes = layer.input(0).type().sampleSize();
    if ((weights.isEmpty() || weights.size() == classes) && numbers && some) {
      return true;
    }
    layer.error(
        layer.attributes().origin("classWeights"),
        "ClassWeights",
        weights.size()
            + " weights "
            + weights
            + " of "
            + classes
            + " classes; give each class a finite weight of at least 0, not all of them 0");
    return false;
  }
}
