package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Spelling;
import dev.lanewise.processor.frontend.Declaration.BlockUse;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.frontend.Declaration.Read;
import dev.lanewise.processor.frontend.Declaration.StateUse;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Layer.Argument;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has each op's room add its nodes, in an order in which values come before their readers. A block
 * is an assembly of its own into the same graph, so that behind the frontend nobody knows of
 * blocks.
 */
final class Assembly {
  private final Whole whole;
  private final Scope scope;
  private final Diagnostics root;
  private final Diagnostics diagnostics;
  private final Layers layers;
  private final Map<String, Declaration> nodes = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Map<String, Value>> states = new HashMap<>();

  Assembly(Whole whole, Diagnostics diagnostics) {
    this(whole, Scope.MODEL, diagnostics);
  }

  private Assembly(Whole whole, Scope scope, Diagnostics root) {
    this.whole = whole;
    this.scope = scope;
    this.root = root;
    this.diagnostics = root.through(scope::place);
    this.layers = new Layers(whole, scope, diagnostics);
  }

  /** What the names stand for; nodes with a fault have no value. */
  Map<String, Value> values() {
    return values;
  }

  void result(Declaration node) {
    whole.graph().result(node.name(), whole.batched(values.get(node.name())));
  }

  Graph build() {
    return whole.graph().build();
  }

  void add(Declaration node) {
    nodes.put(node.name(), node);
    switch (node.content().orElse(null)) {
      case OpUse op -> layer(node, op);
      case BlockUse use -> expand(node, use);
      case StateUse state -> state(node, state);
      case null -> {}
    }
  }

  /** The nodes that are read; nothing if they are too few or too many, or one has no value. */
  private Optional<List<Argument>> arguments(String what, Declaration node, int min, int max) {
    int count = node.reads().size();
    if (count < min || count > max) {
      diagnostics.error(
          count > max ? node.reads().get(max).origin() : node.origin(),
          "WrongInputCount",
          "@" + what + " reads " + expected(min, max) + ", found " + count);
      return Optional.empty();
    }
    List<Argument> arguments = new ArrayList<>();
    for (Read read : node.reads()) {
      Value value = values.get(read.node());
      if (value == null) {
        return Optional.empty();
      }
      boolean batch = node.content().get() instanceof OpUse op && !op.room().takesUnbatched();
      arguments.add(new Argument(read.node(), batch ? whole.batched(value) : value, read.origin()));
    }
    return Optional.of(arguments);
  }

  private static String expected(int min, int max) {
    String count =
        min == max ? "" + min : max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
    return max == 0 ? "no node" : count + (count.equals("1") ? " node" : " nodes");
  }

  private void layer(Declaration node, OpUse op) {
    Optional<List<Argument>> arguments =
        arguments(op.room().annotation(), node, op.room().minInputs(), op.room().maxInputs());
    if (arguments.isEmpty()) {
      return;
    }
    Optional<Graph> added = layers.read(node, op, arguments.get());
    if (added.isPresent()) {
      whole.join(added.get());
      List<Output> results = added.get().outputs(Role.RESULT);
      Map<String, Value> further = new HashMap<>();
      results.subList(1, results.size()).forEach(s -> further.put(s.name(), s.value()));
      values.put(node.name(), results.getFirst().value());
      states.put(node.name(), further);
    }
  }

  /** Puts the block's nodes in the place of the use. */
  private void expand(Declaration node, BlockUse use) {
    layers.refuseModifiers(node);
    Block block = whole.blocks().get(use.block());
    Assembly inside = new Assembly(whole, scope.inside(node, use, block.compiled()), root);
    if (!whole.blocks().isSound(block)) {
      if (block.compiled()) {
        inside.diagnostics.addAll(block.faults());
      }
      return;
    }
    List<Declaration> inputs = block.inputs();
    Optional<List<Argument>> arguments =
        arguments("Use(" + block.name() + ")", node, inputs.size(), inputs.size());
    if (arguments.isEmpty()) {
      return;
    }
    boolean fits = true;
    for (int i = 0; i < inputs.size(); i++) {
      Argument argument = arguments.get().get(i);
      fits &= fits(block, inputs.get(i), argument, inside);
      inside.nodes.put(inputs.get(i).name(), inputs.get(i));
      inside.values.put(inputs.get(i).name(), argument.value());
    }
    if (!fits) {
      return;
    }
    List<Node> before = whole.graph().build().parameters();
    block.sorted().stream().filter(inner -> !inner.isInput()).forEach(inside::add);
    Map<String, Value> results = new LinkedHashMap<>();
    for (Declaration result : block.results()) {
      results.put(result.name(), inside.values.get(result.name()));
    }
    if (!results.containsValue(null)) {
      List<Node> after = whole.graph().build().parameters();
      layers.warnOfName(node, after.subList(before.size(), after.size()));
      values.put(node.name(), results.values().iterator().next());
      states.put(node.name(), results);
    }
  }

  /** Whether a block's input is what the block says that it is. */
  private boolean fits(Block block, Declaration input, Argument argument, Assembly inside) {
    TensorType found = argument.value().type();
    String name = block.name() + "." + input.name();
    if (input.isOfAnyShape()) {
      if (!found.dtype().isFloat()) {
        diagnostics.error(
            argument.origin(),
            "NotFloats",
            argument.name() + " holds ints; " + name + " takes floats");
      }
      return found.dtype().isFloat();
    }
    TensorType declared = inside.layers.typeOf(input);
    boolean equal =
        declared.sampleShape().equals(found.sampleShape()) && declared.dtype() == found.dtype();
    if (!equal && !declared.isError()) {
      diagnostics.error(
          argument.origin(),
          "BlockInputShape",
          name
              + " takes "
              + declared.sampleText()
              + ", found "
              + found.sampleText()
              + " ("
              + Layer.chain(argument.value())
              + "); a block's @Input without a shape takes what comes");
    }
    return equal;
  }

  /** A further result needs no node: it is a name for what another node has. */
  private void state(Declaration node, StateUse use) {
    Optional<List<Argument>> arguments = arguments("StateOf", node, 1, 1);
    if (node.reads().size() != 1 || !nodes.containsKey(node.reads().getFirst().node())) {
      return;
    }
    String of = node.reads().getFirst().node();
    Optional<List<String>> names = states(nodes.get(of));
    if (names.isPresent() && !names.get().contains(use.state())) {
      String hint =
          names.get().isEmpty()
              ? "; it has its value and no other"
              : Spelling.hint(use.state(), names.get());
      diagnostics.error(
          use.at(), "UnknownState", "\"" + of + "\" has no result \"" + use.state() + "\"" + hint);
    } else if (arguments.isPresent()) {
      layers.refuseModifiers(node);
      layers.warnOfName(node, List.of());
      values.put(node.name(), states.get(of).get(use.state()));
    }
  }

  /** The names of a node's further results; nothing if it has a fault. */
  private Optional<List<String>> states(Declaration node) {
    return switch (node.content().orElse(null)) {
      case OpUse op -> Optional.of(op.room().states());
      case BlockUse use ->
          Optional.of(whole.blocks().get(use.block()))
              .filter(whole.blocks()::isSound)
              .map(block -> block.results().stream().map(Declaration::name).toList());
      case StateUse state -> Optional.of(List.of());
      case null -> Optional.empty();
    };
  }
}
