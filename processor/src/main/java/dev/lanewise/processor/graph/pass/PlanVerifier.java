package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.StackOp;
import dev.lanewise.processor.graph.scan.Stepping;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the values that share a home: no element of it has two writers, and what is joined in
 * place lies where its elements of the whole do. A violation is a fault of the choice of layouts.
 */
public final class PlanVerifier {
  private final Plan plan;
  private final Map<Value, BitSet> written = new HashMap<>();

  private PlanVerifier(Plan plan) {
    this.plan = plan;
  }

  /**
   * @throws IllegalStateException that names the first violation
   */
  public static void verify(Plan plan) {
    PlanVerifier verifier = new PlanVerifier(plan);
    for (Node node : plan.graph().nodes()) {
      Algorithm algorithm = plan.algorithm(node);
      for (int i = 0; i < node.types().size(); i++) {
        verifier.partHasAHome(node.result(i));
      }
      if (algorithm != null && algorithm.isJoin(node)) {
        verifier.join(node, algorithm);
      } else if (algorithm != null && !algorithm.isView(node)) {
        verifier.written(node.result());
      }
    }
  }

  private void partHasAHome(Value value) {
    boolean inside = plan.within().containsKey(value);
    require(inside || !plan.layout(value).part(), value.name() + " is a part of nothing");
  }

  private void written(Value value) {
    if (plan.layout(value).part()) {
      BitSet own = elements(plan.layout(value));
      BitSet before = written.computeIfAbsent(whole(value), root -> new BitSet());
      require(!before.intersects(own), value.name() + " is written where another value lies");
      before.or(own);
    }
  }

  /** What a part is one of: a sequence may lie over another one that has been read. */
  private Value whole(Value value) {
    Value outer = plan.within().get(value);
    boolean sequence = value.node().op() instanceof StackOp && !plan.layout(value).part();
    return outer == null || sequence ? value : whole(outer);
  }

  private void join(Node node, Algorithm algorithm) {
    BitSet parts = new BitSet();
    for (Value input : node.inputs()) {
      Value root = plan.root(input);
      require(root.equals(plan.root(node.result())), input.name() + " is no part of " + node);
      parts.or(elements(plan.layout(input)));
    }
    boolean steps = !algorithm.stepping(node, plan.layout(node.result())).equals(Stepping.NONE);
    BitSet whole = elements(plan.layout(node.result()));
    // The loop writes one element of a sequence after the other, at equal distances.
    require(steps || parts.equals(whole), node + " is not made of its parts");
  }

  /** The places of a sample's elements, counted from the sample's beginning. */
  private static BitSet elements(Layout layout) {
    BitSet elements = new BitSet();
    mark(layout, 1, layout.offset(), elements);
    return elements;
  }

  /** Parts and what they are parts of have a stride of its own for each axis. */
  private static void mark(Layout layout, int axis, int at, BitSet elements) {
    List<Integer> shape = layout.shape();
    if (axis == shape.size()) {
      elements.set(at);
      return;
    }
    for (int i = 0; i < shape.get(axis); i++) {
      mark(layout, axis + 1, at + i * layout.terms().get(axis).stride(), elements);
    }
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalStateException(fault);
    }
  }
}
