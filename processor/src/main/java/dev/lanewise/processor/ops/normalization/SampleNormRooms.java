package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.arithmetic.MultiplyOp;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import java.util.List;

/** {@code @LayerNorm(axes = 2)} and {@code @RmsNorm}: each sample on its own. */
public final class SampleNormRooms {
  public static final List<Room> ALL = List.of(new LayerNorm(), new RmsNorm());

  private SampleNormRooms() {}

  private static final class LayerNorm implements Room {
    @Override
    public String annotation() {
      return "LayerNorm";
    }

    @Override
    public boolean perStep(Attributes attributes) {
      return attributes.integer("axes") == 1;
    }

    @Override
    public Value parse(Layer layer) {
      double eps = layer.attributes().real("eps");
      boolean ok = Epsilon.check(layer, eps);
      return fits(layer) && ok ? normalized(layer, eps, true) : null;
    }
  }

  private static final class RmsNorm implements Room {
    @Override
    public String annotation() {
      return "RmsNorm";
    }

    @Override
    public boolean perStep(Attributes attributes) {
      return attributes.integer("axes") == 1;
    }

    @Override
    public Value parse(Layer layer) {
      double eps = layer.attributes().real("eps");
      boolean ok = eps == 0 || Epsilon.check(layer, eps);
      double machine = layer.real() == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
      return fits(layer) && ok ? normalized(layer, eps == 0 ? machine : eps, false) : null;
    }
  }

  private static boolean fits(Layer layer) {
    if (!Shapes.floats(layer, layer.arguments().getFirst())) {
      return false;
    }
    int axes = layer.attributes().integer("axes");
    Value x = layer.input(0);
    int rank = x.type().sampleDims().size();
    if (axes >= 1 && axes <= rank) {
      return true;
    }
    layer.error(
        layer.attributes().origin("axes"),
        "NormalizationAxes",
        axes
            + " axes of "
            + x.type().sampleText()
            + " ("
            + Layer.chain(x)
            + "); the last 1 to "
            + rank
            + " can be normalised");
    return false;
  }

  private static Value normalized(Layer layer, double eps, boolean centered) {
    Value x = layer.input(0);
    int axes = layer.attributes().integer("axes");
    Op op = new StandardizeOp(axes, eps, centered);
    if (!layer.attributes().flag("affine")) {
      return layer.add(layer.name(), op, List.of(x)).result();
    }
    Value v = layer.add(layer.name() + "Standard", op, List.of(x)).result();
    Value weight = parameter(layer, "weight", 1);
    List<Value> operands =
        centered ? List.of(v, weight, parameter(layer, "bias", 0)) : List.of(v, weight);
    Op learned = StretchedOp.of(centered ? new ScaleShiftOp() : new MultiplyOp(), operands);
    return layer.add(layer.name(), learned, operands).result();
  }

  /** One number for each element of the normalised axes. */
  private static Value parameter(Layer layer, String suffix, double initial) {
    List<Integer> shape = layer.input(0).type().sampleShape();
    int axes = layer.attributes().integer("axes");
    TensorType type = TensorType.of(layer.real(), shape.subList(shape.size() - axes, shape.size()));
    String name = layer.prefix() + "." + suffix;
    return layer.graph().parameter(name, type, Initialization.constant(initial), layer.origin());
  }
}
