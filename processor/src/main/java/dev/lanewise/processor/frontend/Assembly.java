package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.frontend.Declaration.ModifierUse;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.frontend.Declaration.Read;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Layer.Argument;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Has each op's room add its nodes, in an order in which values come before their readers.
 *
 * <p>A room builds into a graph of its own, which modifiers change and which joins the model's if
 * it is sound: so it is known what each node brought along.
 */
final class Assembly {
  private final GraphBuilder graph;
  private final int batch;
  private final DType real;
  private final Diagnostics diagnostics;
  private final Sizes sizes;
  private final Map<String, Value> values = new HashMap<>();
  private final Function<Dim, Op> expand;
  private final Map<Value, Value> expanded = new HashMap<>();
  private final Map<String, String> parameterOwners = new HashMap<>();

  /**
   * @param expand the op that repeats a value for each row
   */
  Assembly(String model, int batch, DType real, Function<Dim, Op> expand, Diagnostics diagnostics) {
    this.expand = expand;
    this.graph = new GraphBuilder(model);
    this.batch = batch;
    this.real = real;
    this.diagnostics = diagnostics;
    this.sizes = new Sizes(diagnostics);
  }

  /** What the names stand for; nodes with a fault have no value. */
  Map<String, Value> values() {
    return values;
  }

  void result(Declaration node) {
    graph.result(node.name(), batched(values.get(node.name())));
  }

  Graph build() {
    return graph.build();
  }

  void add(Declaration node) {
    if (node.op().isEmpty() || !checkCount(node, node.op().get())) {
      return;
    }
    List<Argument> arguments = new ArrayList<>();
    for (Read read : node.reads()) {
      Value value = values.get(read.node());
      if (value == null) {
        return;
      }
      boolean asItIs = node.op().get().room().takesUnbatched();
      arguments.add(new Argument(read.node(), asItIs ? value : batched(value), read.origin()));
    }
    parse(node, node.op().get(), arguments);
  }

  /** A value that is the same for all samples, repeated for each. */
  private Value batched(Value value) {
    return value.type().isBatched()
        ? value
        : expanded.computeIfAbsent(
            value,
            v -> {
              Op op = expand.apply(Dim.rows(batch));
              return graph.add(v.name() + "Rows", op, List.of(v), v.node().origin()).result();
            });
  }

  private boolean checkCount(Declaration node, OpUse op) {
    int count = node.reads().size();
    Room room = op.room();
    if (count >= room.minInputs() && count <= room.maxInputs()) {
      return true;
    }
    diagnostics.error(
        count > room.maxInputs() ? node.reads().get(room.maxInputs()).origin() : node.origin(),
        "WrongInputCount",
        "@" + room.annotation() + " reads " + expected(room) + ", found " + count);
    return false;
  }

  private static String expected(Room room) {
    int min = room.minInputs();
    int max = room.maxInputs();
    String count =
        min == max ? "" + min : max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
    return max == 0 ? "no node" : count + (count.equals("1") ? " node" : " nodes");
  }

  private void parse(Declaration node, OpUse op, List<Argument> arguments) {
    GraphBuilder own = new GraphBuilder(node.name());
    String prefix = node.prefix().map(Declaration.Prefix::value).orElse(node.name());
    Layer layer =
        new Layer(
            op.room().annotation(),
            node.name(),
            prefix,
            batch,
            real,
            op.attributes(),
            arguments,
            op.origin(),
            own,
            diagnostics);
    int faults = diagnostics.all().size();
    Value value;
    try {
      value = op.room().parse(layer);
    } catch (ArithmeticException overflow) {
      sizes.overflow(op.origin());
      return;
    }
    if (value == null || value.type().isError()) {
      if (diagnostics.all().size() == faults) {
        throw new IllegalStateException(
            "@" + op.room().annotation() + " gave no value and no reason");
      }
      return;
    }
    own.result(node.name(), value);
    Graph added = modified(node, layer, own.build());
    if (sizes.check(added, op.origin()) & checkParameterNames(node, op, added)) {
      join(node, added);
    }
  }

  private Graph modified(Declaration node, Layer layer, Graph added) {
    Graph graph = added;
    for (ModifierUse use : node.modifiers()) {
      if (added.parameters().stream().noneMatch(p -> ((ParameterOp) p.op()).isTrained())) {
        diagnostics.error(
            use.uses().getFirst().origin(),
            "NothingToModify",
            "@"
                + use.modifier().annotation()
                + " acts on the parameters of a layer, and \""
                + node.name()
                + "\" has none; move it to a layer such as @Dense");
      } else {
        graph = use.modifier().apply(layer, use.uses(), graph);
      }
    }
    return graph;
  }

  private boolean checkParameterNames(Declaration node, OpUse op, Graph added) {
    for (Node parameter : added.parameters()) {
      String owner = parameterOwners.putIfAbsent(parameter.name(), node.name());
      if (owner != null) {
        diagnostics.error(
            node.prefix().map(Declaration.Prefix::origin).orElse(op.origin()),
            "NameTaken",
            "the parameter \""
                + parameter.name()
                + "\" belongs to node \""
                + owner
                + "\" already; give one of them another name by @Named");
        return false;
      }
    }
    boolean unnamed =
        added.parameters().stream().allMatch(p -> ((ParameterOp) p.op()).isConstant());
    if (unnamed && node.prefix().isPresent()) {
      diagnostics.warning(
          node.prefix().get().origin(),
          "NamedWithoutParameters",
          "\"" + node.name() + "\" has no parameters that @Named could name");
    }
    return true;
  }

  private void join(Declaration node, Graph added) {
    added.nodes().forEach(graph::keep);
    for (Output loss : added.outputs(Role.LOSS)) {
      graph.loss(loss.name(), loss.value(), loss.weight());
    }
    values.put(node.name(), added.outputs(Role.RESULT).getFirst().value());
  }
}
