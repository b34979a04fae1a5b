package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Spelling;
import dev.lanewise.processor.frontend.Declaration.BlockUse;
import dev.lanewise.processor.frontend.Declaration.CellUse;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.frontend.Declaration.Read;
import dev.lanewise.processor.frontend.Declaration.StateUse;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Layer.Argument;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
      case CellUse use -> repeat(node, use);
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
    int count = block.inputs().size();
    Optional<List<Argument>> arguments =
        inside.isSound(block)
            ? arguments("Use(" + block.name() + ")", node, count, count)
            : Optional.empty();
    if (arguments.isEmpty() || !inside.bind(block, arguments.get(), diagnostics)) {
      return;
    }
    List<Node> before = whole.graph().build().parameters();
    inside.addNodes(block);
    List<Node> after = whole.graph().build().parameters();
    give(node, inside.results(block), after.subList(before.size(), after.size()));
  }

  /** Whether the block can be read; if not, that is reported where its source is, or here. */
  private boolean isSound(Block block) {
    boolean sound = whole.blocks().isSound(block);
    if (!sound && block.compiled()) {
      diagnostics.addAll(block.faults());
    }
    return sound;
  }

  private boolean bind(Block block, List<Argument> arguments, Diagnostics ofUse) {
    BlockInputs inputs = new BlockInputs(block, layers, ofUse);
    boolean fit = true;
    for (int i = 0; i < arguments.size(); i++) {
      Declaration input = block.inputs().get(i);
      Argument argument = arguments.get(i);
      fit &= inputs.fit(input, argument, argument.value().type());
      nodes.put(input.name(), input);
      values.put(input.name(), argument.value());
    }
    return fit;
  }

  private void addNodes(Block block) {
    block.sorted().stream().filter(inner -> !inner.isInput()).forEach(this::add);
  }

  /** The values of the block's results by name; null after a fault. */
  private Map<String, Value> results(Block block) {
    Map<String, Value> results = new LinkedHashMap<>();
    block.results().forEach(result -> results.put(result.name(), values.get(result.name())));
    return results;
  }

  /**
   * Lets a node and its states stand for the results of what was put in its place.
   *
   * @param parameters that it brought along
   */
  private void give(Declaration node, Map<String, Value> results, List<Node> parameters) {
    if (!results.containsValue(null)) {
      layers.warnOfName(node, parameters);
      values.put(node.name(), results.values().iterator().next());
      states.put(node.name(), results);
    }
  }

  /** Puts a scan over the cell's nodes in the place of the use. */
  private void repeat(Declaration node, CellUse use) {
    layers.refuseModifiers(node);
    Block cell = whole.blocks().get(use.cell().block());
    Scope step = scope.inside(node, use.cell(), cell.compiled());
    Assembly inside = new Assembly(whole.apart(scope.name(node)), step, root);
    Optional<List<Argument>> arguments =
        inside.isSound(cell) ? arguments(node, cell) : Optional.empty();
    if (arguments.isEmpty()) {
      return;
    }
    ScanBuilder scan = new ScanBuilder(scope.name(node), scope.place(use.origin()));
    BlockInputs declared = new BlockInputs(cell, inside.layers, diagnostics);
    CellInputs inputs = new CellInputs(cell, declared, scan, step);
    if (inputs.read(node, arguments.get())) {
      cell.declared().forEach(inner -> inside.nodes.put(inner.name(), inner));
      inside.values.putAll(inputs.values());
      inside.addNodes(cell);
      Graph all = inside.build();
      CellStep divided = new CellStep(whole.graph(), scan, inputs.values().values(), root);
      Recurrence results =
          new Recurrence(cell, step, scan, divided, inside.values, inside.diagnostics);
      boolean fits = States.checkShapes(cell, inside.values, inside.diagnostics);
      inputs.end(whole, scope.name(node));
      if (fits & divided.add(all) && results.finish(use)) {
        Node scanned = scan(node, use, scan, inputs.time().size());
        List<Value> values = inputs.results(whole, scanned);
        give(node, results.named(values), all.parameters());
      }
    }
  }

  private Node scan(Declaration node, CellUse use, ScanBuilder scan, int steps) {
    return whole
        .graph()
        .add(
            scope.name(node),
            scan.build(steps, use.reverse()),
            scan.inputs(),
            scope.place(use.origin()));
  }

  /** What a cell reads, and its first states: all or none. */
  private Optional<List<Argument>> arguments(Declaration node, Block cell) {
    int inputs = cell.inputs().size();
    int most = inputs + cell.states().size();
    int count = node.reads().size();
    String what = "Recurrent(" + cell.name() + ")";
    if (count > inputs && count < most) {
      diagnostics.error(
          node.origin(),
          "WrongInputCount",
          "@"
              + what
              + " reads "
              + expected(inputs, inputs)
              + ", or with all first states "
              + most
              + ", found "
              + count);
      return Optional.empty();
    }
    return arguments(what, node, inputs, most)
        .map(found ->
            Stream.concat(
                    found.subList(0, inputs).stream(),
                    found.subList(inputs, count).stream()
                        .map(a -> new Argument(a.name(), whole.batched(a.value()), a.origin())))
                .toList());
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
      case CellUse use ->
          Optional.of(whole.blocks().get(use.cell().block()))
              .filter(whole.blocks()::isSound)
              .map(cell ->
                  Stream.concat(cell.results().stream(), cell.states().stream())
                      .map(Declaration::name)
                      .toList());
      case StateUse state -> Optional.of(List.of());
      case null -> Optional.empty();
    };
  }
}
