package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Packing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays parameters one behind the other, those that are trained first. */
public final class PackParameters {
  private PackParameters() {}

  /**
   * @param parameters in the model's order
   * @param layouts by name
   */
  public static Packing of(DType real, List<Node> parameters, Map<String, Layout> layouts) {
    Map<Node, Packing.Placement> placements = new HashMap<>();
    int offset = PlanMemory.origin(real);
    int trained = offset;
    List<Node> trainedFirst =
        parameters.stream()
            .sorted(Comparator.comparing(node -> !((ParameterOp) node.op()).isTrained()))
            .toList();
    for (Node node : trainedFirst) {
      Layout layout = layouts.get(node.name());
      List<Integer> terms = new ArrayList<>();
      for (Layout.Term t : layout.terms()) {
        terms.addAll(List.of(t.axis(), t.divisor(), t.modulus(), t.stride()));
      }
      placements.put(
          node, new Packing.Placement(offset, layout.shape(), layout.size(), List.copyOf(terms)));
      offset = Math.addExact(offset, PlanMemory.aligned(layout.size()));
      trained = ((ParameterOp) node.op()).isTrained() ? offset : trained;
    }
    return new Packing(offset, trained, parameters.stream().map(placements::get).toList());
  }
}
