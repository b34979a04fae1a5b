package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Home;
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
import java.util.function.Predicate;

/** Lays parameters one behind the other, those that are trained first. */
public final class PackParameters {
  private PackParameters() {}

  /**
   * First those that stay, and of these those that are trained.
   *
   * @param parameters in the model's order
   * @param layouts by name
   * @param stays of a name
   * @param room elements left behind those that stay
   */
  static Packing of(
      DType real,
      List<Node> parameters,
      Map<String, Layout> layouts,
      Predicate<String> stays,
      int room) {
    List<Node> order = new ArrayList<>(parameters);
    order.sort(
        Comparator.comparing((Node node) -> !stays.test(node.name()))
            .thenComparing(node -> !((ParameterOp) node.op()).isTrained()));
    Map<Node, Packing.Placement> placements = new HashMap<>();
    int offset = PlanMemory.origin(real);
    int trained = offset;
    boolean staying = true;
    for (Node node : order) {
      if (staying && !stays.test(node.name())) {
        offset = Math.addExact(offset, room);
        staying = false;
      }
      Layout layout = layouts.get(node.name());
      placements.put(node, placement(offset, layout));
      offset = Math.addExact(offset, PlanMemory.aligned(layout.size()));
      trained = ((ParameterOp) node.op()).isTrained() ? offset : trained;
    }
    int size = staying ? Math.addExact(offset, room) : offset;
    return new Packing(size, trained, parameters.stream().map(placements::get).toList());
  }

  private static Packing.Placement placement(int offset, Layout layout) {
    List<Integer> terms = new ArrayList<>();
    for (Layout.Term t : layout.terms()) {
      terms.addAll(List.of(t.axis(), t.divisor(), t.modulus(), t.stride()));
    }
    return new Packing.Placement(offset, layout.shape(), layout.size(), List.copyOf(terms));
  }

  /**
   * Where the arena holds what stays from run to run.
   *
   * @param homes of these values
   */
  public static Packing ofKept(PlanMemory.Memory memory, List<Home> homes) {
    List<Packing.Placement> placements =
        homes.stream().map(home -> placement(home.offset(), home.layout())).toList();
    return new Packing(memory.kept().end(), 0, placements);
  }
}
