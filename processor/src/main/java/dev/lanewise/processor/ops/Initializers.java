package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.ParameterOp.Initialization;
import java.util.List;

/** The constants of the annotation Initializer, as the runtime's factories. */
public final class Initializers {
  private Initializers() {}

  /**
   * @param name the constant's
   */
  public static Initialization of(String name, int fanIn, int fanOut) {
    return switch (name) {
      case "DEFAULT" -> new Initialization("defaultLinear", List.of(fanIn));
      case "GLOROT_UNIFORM" -> new Initialization("glorotUniform", List.of(fanIn, fanOut));
      case "GLOROT_NORMAL" -> new Initialization("glorotNormal", List.of(fanIn, fanOut));
      case "HE_UNIFORM" -> new Initialization("heUniform", List.of(fanIn));
      case "HE_NORMAL" -> new Initialization("heNormal", List.of(fanIn));
      case "ZEROS" -> new Initialization("zeros", List.of());
      default -> throw new IllegalStateException("initializer " + name);
    };
  }
}
