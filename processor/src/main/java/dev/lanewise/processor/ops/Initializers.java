package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.ParameterOp.Initialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The constants of the annotation Initializer, as the runtime's factories. Fans are those of {@code
 * torch.nn.init}: of a shape {@code [out][in][...]} the fan-in is the product of all axes behind
 * the first, the fan-out that of all but the second. Of a single axis both are its size.
 */
public final class Initializers {
  private static final Set<String> NEEDS_AXES =
      Set.of(
          "GLOROT_UNIFORM",
          "GLOROT_NORMAL",
          "HE_UNIFORM",
          "HE_NORMAL",
          "LECUN_UNIFORM",
          "LECUN_NORMAL",
          "ORTHOGONAL");

  private Initializers() {}

  /** Whether the constant has a meaning for two axes or more alone. */
  public static boolean needsAxes(String name) {
    return NEEDS_AXES.contains(name);
  }

  /** Whether the constant has a scale. */
  public static boolean takesScale(String name) {
    return !Set.of("DEFAULT", "ZEROS", "ONES").contains(name);
  }

  /** The constant without a scale of its own. */
  public static Initialization of(String name, List<Integer> shape) {
    return of(name, shape, 1);
  }

  /**
   * @param name the constant's
   * @param scale a gain, deviation, bound or value, as the constant's description says
   */
  public static Initialization of(String name, List<Integer> shape, double scale) {
    int fanIn = shape.size() == 1 ? shape.getFirst() : product(shape.subList(1, shape.size()));
    int fanOut =
        shape.size() <= 2
            ? shape.getFirst()
            : Math.multiplyExact(shape.getFirst(), product(shape.subList(2, shape.size())));
    return switch (name) {
      case "DEFAULT" -> new Initialization("defaultLinear", List.of(fanIn));
      case "GLOROT_UNIFORM" -> byFan("glorotUniform", scale, fanIn, fanOut);
      case "GLOROT_NORMAL" -> byFan("glorotNormal", scale, fanIn, fanOut);
      case "HE_UNIFORM" -> byFan("heUniform", scale, fanIn);
      case "HE_NORMAL" -> byFan("heNormal", scale, fanIn);
      case "LECUN_UNIFORM" -> byFan("lecunUniform", scale, fanIn);
      case "LECUN_NORMAL" -> byFan("lecunNormal", scale, fanIn);
      case "ORTHOGONAL" -> new Initialization("orthogonal", List.of(scale));
      case "TRUNCATED_NORMAL" -> new Initialization("truncatedNormal", List.of(scale));
      case "NORMAL" -> new Initialization("normal", List.of(scale));
      case "UNIFORM" -> new Initialization("uniform", List.of(scale));
      case "CONSTANT" -> Initialization.constant(scale);
      case "ONES" -> Initialization.constant(1);
      case "ZEROS" -> new Initialization("zeros", List.of());
      default -> throw new IllegalStateException("initializer " + name);
    };
  }

  private static Initialization byFan(String scheme, double gain, int... fans) {
    List<Number> arguments = new ArrayList<>();
    for (int fan : fans) {
      arguments.add(fan);
    }
    if (gain != 1) {
      arguments.add(gain);
    }
    return new Initialization(scheme, arguments);
  }

  private static int product(List<Integer> sizes) {
    return sizes.stream().reduce(1, Math::multiplyExact);
  }
}
