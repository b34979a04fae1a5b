package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Packing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The array of weights of a program.
 *
 * <pre>
 * [parameters] [prepared, read by predictions] [parameters, prepared: read by the preparation alone]
 * </pre>
 *
 * @param packing where the parameters lie
 * @param prepared where the prepared values begin that predictions read
 * @param passing where those begin that are dropped when all is prepared
 */
public record WeightMemory(Packing packing, int prepared, int passing) {
  /**
   * An array in which all parameters stay, as training has them.
   *
   * @param parameters in the model's order
   * @param layouts by name
   */
  public static WeightMemory shared(
      DType real, List<Node> parameters, Map<String, Layout> layouts, Prepared prepared) {
    Packing packing = PackParameters.of(real, parameters, layouts, name -> true, 0);
    int behind = packing.size();
    return new WeightMemory(packing, behind, Math.addExact(behind, prepared.size()));
  }

  /** An array for predictions alone, which keeps what they read. */
  public static WeightMemory own(
      DType real, List<Node> parameters, Map<String, Layout> layouts, Prepared prepared) {
    if (!prepared.any()) {
      return shared(real, parameters, layouts, prepared);
    }
    int room = prepared.size();
    Packing packing = PackParameters.of(real, parameters, layouts, prepared::keeps, room);
    int end = PlanMemory.origin(real);
    for (Node node : parameters) {
      if (prepared.keeps(node.name())) {
        end = Math.addExact(end, PlanMemory.aligned(layouts.get(node.name()).size()));
      }
    }
    return new WeightMemory(packing, end, packing.size());
  }

  /** Where each parameter lies, by name. */
  public Map<String, Integer> offsets(List<Node> parameters) {
    Map<String, Integer> offsets = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      offsets.put(parameters.get(i).name(), packing.placements().get(i).offset());
    }
    return offsets;
  }
}
