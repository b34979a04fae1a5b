package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.diagnostics.Spelling;
import dev.lanewise.processor.frontend.Declaration.BlockUse;
import dev.lanewise.processor.frontend.Declaration.ModifierUse;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.frontend.Declaration.Prefix;
import dev.lanewise.processor.frontend.Declaration.Read;
import dev.lanewise.processor.frontend.Declaration.StateUse;
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
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Has each op's room add its nodes, in an order in which values come before their readers. A block
 * is an assembly of its own into the same graph, so that behind the frontend nobody knows of
 * blocks.
 *
 * <p>A room builds into a graph of its own, which modifiers change and which joins the model's if
 * it is sound: so it is known what each node brought along.
 */
final class Assembly {
  /** What all assemblies of a model have in common. */
  private record Whole(
      GraphBuilder graph,
      int batch,
      DType real,
      Function<Dim, Op> expand,
      Map<Value, Value> expanded,
      Blocks blocks,
      Owners owners) {}

  private final Whole whole;
  private final Scope scope;
  private final Diagnostics root;
  private final Diagnostics diagnostics;
  private final Sizes sizes;
  private final Map<String, Declaration> nodes = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Map<String, Value>> states = new HashMap<>();

  /**
   * @param expand the op that repeats a value for each row
   */
  Assembly(
      String model,
      int batch,
      DType real,
      Function<Dim, Op> expand,
      Blocks blocks,
      Diagnostics diagnostics) {
    this(
        new Whole(
            new GraphBuilder(model),
            batch,
            real,
            expand,
            new HashMap<>(),
            blocks,
            new Owners(diagnostics)),
        Scope.MODEL,
        diagnostics);
  }

  private Assembly(Whole whole, Scope scope, Diagnostics root) {
    this.whole = whole;
    this.scope = scope;
    this.root = root;
    this.diagnostics = root.through(scope::place);
    this.sizes = new Sizes(diagnostics);
  }

  /** What the names stand for; nodes with a fault have no value. */
  Map<String, Value> values() {
    return values;
  }

  void result(Declaration node) {
    whole.graph.result(node.name(), batched(values.get(node.name())));
  }

  Graph build() {
    return whole.graph.build();
  }

  void add(Declaration node) {
    nodes.put(node.name(), node);
    switch (node.content().orElse(null)) {
      case OpUse op -> parse(node, op);
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
      arguments.add(new Argument(read.node(), batch ? batched(value) : value, read.origin()));
    }
    return Optional.of(arguments);
  }

  /** A value that is the same for all samples, repeated for each. */
  private Value batched(Value value) {
    return value.type().isBatched()
        ? value
        : whole.expanded.computeIfAbsent(
            value,
            v -> {
              Op op = whole.expand.apply(Dim.rows(whole.batch));
              Origin origin = v.node().origin();
              return whole.graph.add(v.name() + "Rows", op, List.of(v), origin).result();
            });
  }

  private static String expected(int min, int max) {
    String count =
        min == max ? "" + min : max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
    return max == 0 ? "no node" : count + (count.equals("1") ? " node" : " nodes");
  }

  private void parse(Declaration node, OpUse op) {
    Room room = op.room();
    Optional<List<Argument>> arguments =
        arguments(room.annotation(), node, room.minInputs(), room.maxInputs());
    if (arguments.isEmpty()) {
      return;
    }
    Map<String, Value> known = whole.owners.shared(scope, node);
    GraphBuilder own = new GraphBuilder(node.name(), known);
    Layer layer = layer(node, op, arguments.get(), own);
    Value value = parse(op, layer);
    if (value == null) {
      return;
    }
    own.result(node.name(), value);
    layer.states().forEach(own::result);
    // What is shared was modified when it was made.
    Graph added = known.isEmpty() ? modified(node, layer, own.build()) : own.build();
    Origin naming = node.prefix().map(Prefix::origin).orElse(op.origin());
    if (sizes.check(added, op.origin())
        & whole.owners.claim(scope, node, added, naming, diagnostics)) {
      warnOfName(node, added.parameters());
      join(node, added);
    }
  }

  private Layer layer(Declaration node, OpUse op, List<Argument> arguments, GraphBuilder own) {
    return new Layer(
        op.room().annotation(),
        scope.name(node),
        scope.prefix(node),
        whole.batch,
        whole.real,
        op.attributes(),
        arguments,
        scope.place(op.origin()),
        own,
        new LinkedHashMap<>(),
        diagnostics);
  }

  /** What the room makes of the node; null after a fault was reported. */
  private Value parse(OpUse op, Layer layer) {
    Room room = op.room();
    int faults = diagnostics.all().size();
    Value value;
    try {
      value = room.parse(layer);
    } catch (ArithmeticException overflow) {
      sizes.overflow(op.origin());
      return null;
    }
    boolean sound = value != null && !value.type().isError();
    if (!sound && diagnostics.all().size() == faults) {
      throw new IllegalStateException("@" + room.annotation() + " gave no value and no reason");
    }
    if (sound && !layer.states().keySet().equals(Set.copyOf(room.states()))) {
      throw new IllegalStateException(
          "@" + room.annotation() + " gave the states " + layer.states().keySet());
    }
    return sound ? value : null;
  }

  private Graph modified(Declaration node, Layer layer, Graph added) {
    if (added.parameters().stream().noneMatch(p -> ((ParameterOp) p.op()).isTrained())) {
      refuseModifiers(node);
      return added;
    }
    Graph graph = added;
    for (ModifierUse use : node.modifiers()) {
      graph = use.modifier().apply(layer, use.uses(), graph);
    }
    return graph;
  }

  private void refuseModifiers(Declaration node) {
    for (ModifierUse use : node.modifiers()) {
      diagnostics.error(
          use.uses().getFirst().origin(),
          "NothingToModify",
          "@"
              + use.modifier().annotation()
              + " acts on a layer's own parameters, and \""
              + node.name()
              + "\" has none; move it to a layer such as @Dense");
    }
  }

  private void join(Declaration node, Graph added) {
    added.nodes().forEach(whole.graph::keep);
    for (Output loss : added.outputs(Role.LOSS)) {
      whole.graph.loss(loss.name(), loss.value(), loss.weight());
    }
    List<Output> results = added.outputs(Role.RESULT);
    values.put(node.name(), results.getFirst().value());
    Map<String, Value> further = new HashMap<>();
    results.subList(1, results.size()).forEach(state -> further.put(state.name(), state.value()));
    states.put(node.name(), further);
  }

  /** Puts the block's nodes in the place of the use. */
  private void expand(Declaration node, BlockUse use) {
    refuseModifiers(node);
    Block block = whole.blocks.get(use.block());
    Assembly inside = new Assembly(whole, scope.inside(node, use, block.compiled()), root);
    if (!whole.blocks.isSound(block)) {
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
    List<Node> before = whole.graph.build().parameters();
    block.sorted().stream().filter(inner -> !inner.isInput()).forEach(inside::add);
    Map<String, Value> results = new LinkedHashMap<>();
    for (Declaration result : block.results()) {
      results.put(result.name(), inside.values.get(result.name()));
    }
    if (!results.containsValue(null)) {
      List<Node> after = whole.graph.build().parameters();
      warnOfName(node, after.subList(before.size(), after.size()));
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
            argument.name() + " is a class label; " + name + " takes floats");
      }
      return found.dtype().isFloat();
    }
    OpUse op = (OpUse) input.content().orElseThrow();
    Layer layer = inside.layer(input, op, List.of(), new GraphBuilder(input.name()));
    Value declared = inside.parse(op, layer);
    boolean equal =
        declared != null
            && declared.type().sampleShape().equals(found.sampleShape())
            && declared.type().dtype() == found.dtype();
    if (declared != null && !equal) {
      diagnostics.error(
          argument.origin(),
          "BlockInputShape",
          name
              + " takes "
              + declared.type().sampleText()
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
      refuseModifiers(node);
      warnOfName(node, List.of());
      values.put(node.name(), states.get(of).get(use.state()));
    }
  }

  /** The names of a node's further results; nothing if it has a fault. */
  private Optional<List<String>> states(Declaration node) {
    return switch (node.content().orElse(null)) {
      case OpUse op -> Optional.of(op.room().states());
      case BlockUse use ->
          Optional.of(whole.blocks.get(use.block()))
              .filter(whole.blocks::isSound)
              .map(block -> block.results().stream().map(Declaration::name).toList());
      case StateUse state -> Optional.of(List.of());
      case null -> Optional.empty();
    };
  }

  /** Constants are not saved, and where parameters are shared, they need not be new. */
  private void warnOfName(Declaration node, List<Node> parameters) {
    boolean unnamed = parameters.stream().allMatch(p -> ((ParameterOp) p.op()).isConstant());
    if (unnamed && node.prefix().isPresent() && !scope.shared()) {
      diagnostics.warning(
          node.prefix().get().origin(),
          "NamedWithoutParameters",
          "\"" + node.name() + "\" has no parameters that @Named could name");
    }
  }
}
