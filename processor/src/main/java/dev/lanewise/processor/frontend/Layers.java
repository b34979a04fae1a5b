package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Declaration.ModifierUse;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.frontend.Declaration.Prefix;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Layer.Argument;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What rooms and modifiers make of single nodes. A room builds into a graph of its own, which
 * modifiers change and which joins the model's if it is sound: so it is known what each node
 * brought along.
 */
final class Layers {
  private final Whole whole;
  private final Scope scope;
  private final Diagnostics diagnostics;
  private final Sizes sizes;

  Layers(Whole whole, Scope scope, Diagnostics diagnostics) {
    this.whole = whole;
    this.scope = scope;
    this.diagnostics = diagnostics;
    this.sizes = new Sizes(diagnostics);
  }

  /** The layer's nodes, with its value and then its states as results; nothing after a fault. */
  Optional<Graph> read(Declaration node, OpUse op, List<Argument> arguments) {
    Map<String, Value> known = whole.owners().shared(scope, node);
    GraphBuilder own = new GraphBuilder(node.name(), known);
    Sequences sequences = new Sequences(whole, op, arguments);
    if (!sequences.check(diagnostics)) {
      return Optional.empty();
    }
    Layer layer = layer(node, op, sequences.read(), sequences.steps(), own);
    Value value = parse(op, layer);
    if (value == null) {
      return Optional.empty();
    }
    own.result(node.name(), sequences.given(layer, value));
    layer.states().forEach((name, state) -> own.result(name, sequences.given(layer, state)));
    // What is shared was modified when it was made.
    Graph added = known.isEmpty() ? modified(node, layer, own.build()) : own.build();
    Origin naming = node.prefix().map(Prefix::origin).orElse(op.origin());
    boolean sound =
        sizes.check(added, op.origin())
            & whole.owners().claim(scope, node, added, naming, diagnostics);
    if (sound) {
      warnOfName(node, added.parameters());
    }
    return Optional.of(added).filter(graph -> sound);
  }

  /** What a block's input says that it is. */
  TensorType typeOf(Declaration input) {
    OpUse op = (OpUse) input.content().orElseThrow();
    Value value =
        parse(op, layer(input, op, List.of(), Optional.empty(), new GraphBuilder(input.name())));
    return value == null ? TensorType.ERROR : value.type();
  }

  private Layer layer(
      Declaration node,
      OpUse op,
      List<Argument> arguments,
      Optional<Value> steps,
      GraphBuilder own) {
    return new Layer(
        op.room().annotation(),
        scope.name(node),
        scope.prefix(node),
        whole.batch(),
        whole.real(),
        whole.lossSteps(),
        op.attributes(),
        arguments,
        scope.place(op.origin()),
        own,
        steps,
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
      sizes.overflow(layer);
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

  /** Reports modifiers of what has no parameters of its own. */
  void refuseModifiers(Declaration node) {
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

  /** Constants are not saved, and where parameters are shared, they need not be new. */
  void warnOfName(Declaration node, List<Node> parameters) {
    boolean unnamed = parameters.stream().allMatch(p -> ((ParameterOp) p.op()).isConstant());
    if (unnamed && node.prefix().isPresent() && !scope.shared()) {
      diagnostics.warning(
          node.prefix().get().origin(),
          "NamedWithoutParameters",
          "\"" + node.name() + "\" has no parameters that @Named could name");
    }
  }
}
