package dev.lanewise.processor.graph;

import dev.lanewise.processor.diagnostics.Origin;
import java.util.List;

/**
 * An annotation beside the op's that acts on the parameters of its layer. The frontend has made
 * sure that there are some.
 */
public interface LayerModifier {
  /** Simple name of the annotation, such as {@code L2}. */
  String annotation();

  /**
   * Changes what the layer's room has added.
   *
   * @param layer what the room saw
   * @param uses the annotation; several where it may be repeated
   * @param added the room's nodes, and as results the layer's value and its states, if there are
   *     any
   * @return the same with its changes; as it came after a fault was reported
   */
  Graph apply(Layer layer, List<Use> uses, Graph added);

  /** One annotation. */
  record Use(Attributes attributes, Origin origin) {}
}
