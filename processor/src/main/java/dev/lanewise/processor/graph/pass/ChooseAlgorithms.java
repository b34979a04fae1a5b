package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pack.PackOp;
import dev.lanewise.processor.graph.pack.RoundOp;
import dev.lanewise.processor.graph.scan.Regions;
import dev.lanewise.processor.graph.scan.Stepping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Picks an algorithm for each node and a layout for each value, and adds a pack node where a reader
 * wants another layout than the writer leaves. A parameter lies as its first reader with a wish
 * wants it; user's arrays are canonical. What is joined is written in place where its maker can,
 * and packed to its place where he cannot, or where another join has been promised it.
 *
 * <pre>
 * h = dense x, w; xGrad = dense_input_grad hGrad, w
 *   becomes   h = dense x, w @ panels; p = pack w @ transposed panels; xGrad = dense_input_grad hGrad, p
 * </pre>
 */
public final class ChooseAlgorithms {
  private final Graph graph;
  private final Algorithm.Context context;
  private final Map<String, Layout> kept;
  private final GraphBuilder builder;
  private final Map<String, Value> parameters = new HashMap<>();
  private final Map<Value, Value> copies = new HashMap<>();
  private final Map<Node, Algorithm> algorithms = new HashMap<>();
  private final Map<Value, Layout> layouts = new HashMap<>();
  private final Map<Value, Value> within = new HashMap<>();
  private final Map<Value, Stepping> steps = new HashMap<>();
  private final Map<Packed, Value> packs = new LinkedHashMap<>();
  private final Wishes wishes;
  private final boolean loops;

  /** Where gradients and buffers are. */
  private final Set<Value> given = new HashSet<>();

  /**
   * @param root the joined value whose part the layout is; empty where it is none
   */
  private record Packed(Value value, Layout layout, Optional<Value> root) {}

  private ChooseAlgorithms(Graph graph, Algorithm.Context context, Map<String, Layout> kept) {
    this.graph = graph;
    this.context = context;
    this.kept = kept;
    this.wishes = Wishes.of(graph, context);
    this.loops = Regions.of(graph).any();
    this.builder = new GraphBuilder(graph.name());
  }

  /**
   * @param kept layouts of parameters that another program has settled, by name
   */
  public static Plan run(Graph graph, Algorithm.Context context, Map<String, Layout> kept) {
    ChooseAlgorithms pass = new ChooseAlgorithms(graph, context, kept);
    pass.settleParameters(graph);
    graph.nodes().forEach(pass::node);
    graph.outputs().forEach(pass::output);
    return ReuseSequences.run(
        ReuseStates.run(
            new Plan(
                pass.builder.build(),
                context,
                pass.algorithms,
                pass.layouts,
                pass.within,
                pass.steps)));
  }

  private void settleParameters(Graph graph) {
    for (Node node : graph.nodes()) {
      for (int i = 0; i < node.inputs().size(); i++) {
        // What is rounded lies as those want it who read it, so that training has it like that.
        Value input =
            RoundOp.isResult(node.input(i)) ? node.input(i).node().input(0) : node.input(i);
        if (input.node().op() instanceof ParameterOp && !layouts.containsKey(input)) {
          Layout kept = this.kept.get(input.node().name());
          Layout wish = kept != null ? kept : algorithm(node).wants(node, i, null, context);
          if (wish != null) {
            layouts.put(input, wish);
          }
        }
      }
    }
    for (Node node : graph.parameters()) {
      layouts.putIfAbsent(node.result(), context.flat(node.types().getFirst()));
    }
  }

  private Algorithm algorithm(Node node) {
    return wishes.algorithm(node);
  }

  private void output(Output output) {
    Value value = copies.get(output.value());
    if (output.role() == Role.RESULT) {
      Layout canonical = Layout.canonical(value.type().shape());
      value =
          isWrittenForTheUser(output.value(), canonical)
              ? value
              : pack(value, canonical, output.name());
    } else if (output.role() == Role.GRADIENT || output.role() == Role.UPDATE) {
      // The optimiser sweeps over weights and gradients as one; a buffer is written where it lies.
      Layout weights = layouts.get(parameters.get(output.name()));
      boolean own = !algorithms.get(value.node()).isView(value.node()) && given.add(value);
      value =
          suits(layouts.get(value), weights) && own ? value : pack(value, weights, output.name());
    }
    builder.output(output.role(), output.name(), value, output.weight());
  }

  /**
   * Whether the user's array can be where the value is made: not where it might be one of those
   * that are read later.
   */
  private boolean isWrittenForTheUser(Value original, Layout canonical) {
    Value value = seen(copies.get(original));
    Node node = value.node();
    return algorithms.containsKey(node)
        && algorithms.get(node).writesExactly(node, value.index(), context)
        && layouts.get(value).samePlaces(Layout.canonical(value.type().shape()))
        && layouts.get(copies.get(original)).samePlaces(canonical)
        && results().filter(value::equals).count() == 1
        && graph.inputs().stream()
            .filter(input -> input.types().getFirst().sampleSize() == value.type().sampleSize())
            .allMatch(input -> isReadAhead(copies.get(input.result()), value));
  }

  /** What is seen by a view of all of it. */
  private Value seen(Value value) {
    Value outer = within.get(value);
    boolean all =
        outer != null
            && algorithms.get(value.node()).isView(value.node())
            && outer.type().size() == value.type().size();
    return all ? seen(outer) : value;
  }

  private Stream<Value> results() {
    return graph.outputs(Role.RESULT).stream().map(output -> seen(copies.get(output.value())));
  }

  /** Whether nobody reads an input once a value is written, other than where that is. */
  private boolean isReadAhead(Value input, Value value) {
    boolean written = false;
    for (Node node : graph.nodes()) {
      boolean maker = copies.get(node.result()).node() == value.node();
      for (int i = 0; i < node.inputs().size(); i++) {
        if (seen(copies.get(node.input(i))).equals(input) && !algorithm(node).isView(node)) {
          boolean before = maker ? readsFirst(value, i) : !written && !loops;
          if (!before) {
            return false;
          }
        }
      }
      written |= maker;
    }
    return results().noneMatch(input::equals);
  }

  private boolean readsFirst(Value value, int input) {
    Algorithm algorithm = algorithms.get(value.node());
    return input == 0 && algorithm.readsAhead(value.node())
        || algorithm.mayOverwrite(value.node(), input, value.index(), context);
  }

  private void node(Node node) {
    if (node.op() instanceof InputOp) {
      Value value = builder.keep(node).result();
      layouts.put(value, Layout.canonical(value.type().shape()));
      copies.put(value, value);
      return;
    }
    if (node.op() instanceof ParameterOp) {
      Value value = builder.keep(node).result();
      copies.put(value, value);
      parameters.put(node.name(), value);
      return;
    }
    Algorithm algorithm = algorithm(node);
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      List<Layout> before = inputs.stream().map(layouts::get).toList();
      inputs.add(algorithm.isJoin(node) ? part(node, i) : input(node, i, before));
    }
    Node copy = builder.copy(node, inputs);
    algorithms.put(copy, algorithm);
    List<Optional<Layout>> wished =
        IntStream.range(0, node.types().size()).mapToObj(i -> wishes.of(node.result(i))).toList();
    List<Layout> results =
        algorithm.results(copy, inputs.stream().map(layouts::get).toList(), wished, context);
    for (int i = 0; i < results.size(); i++) {
      layouts.put(copy.result(i), results.get(i));
      copies.put(node.result(i), copy.result(i));
    }
    if (algorithm.isView(node)) {
      within.put(copy.result(), copy.input(0));
      steps.put(copy.result(), algorithm.stepping(copy, layouts.get(copy.input(0))));
    }
    if (algorithm.overwrites(node)) {
      within.put(copy.result(), copy.input(0));
    }
    if (algorithm.isJoin(node)) {
      Stepping stepping = algorithm.stepping(copy, layouts.get(copy.result()));
      inputs.forEach(input -> {
        within.put(input, copy.result());
        steps.put(input, stepping);
      });
      wishes.promised(node.result()).stream()
          .map(copies::get)
          .filter(part -> layouts.get(part).part())
          .forEach(part -> within.put(part, copy.result()));
    }
  }

  private Value input(Node node, int i, List<Layout> before) {
    Value input = copies.get(node.input(i));
    Layout actual = layouts.get(input);
    Algorithm algorithm = algorithm(node);
    Layout wanted = algorithm.wants(node, i, actual, before, context);
    if (suits(actual, wanted)) {
      return input;
    }
    return packs.entrySet().stream()
        .filter(pack -> pack.getKey().value.equals(input) && pack.getKey().root.isEmpty())
        .filter(pack -> {
          Layout packed = pack.getKey().layout;
          return suits(packed, algorithm.wants(node, i, packed, before, context));
        })
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> packed(input, wanted, Optional.empty(), node.input(i).name() + "Packed"));
  }

  /** What is joined, in place. */
  private Value part(Node join, int i) {
    Value input = copies.get(join.input(i));
    Layout place = wishes.place(join, i);
    Value root = wishes.root(join.result());
    boolean promised = wishes.root(join.input(i)).equals(root);
    return promised && layouts.get(input).samePlaces(place)
        ? input
        : packed(input, place, Optional.of(root), join.input(i).name() + "Part");
  }

  private static boolean suits(Layout actual, Layout wanted) {
    return actual.samePlaces(wanted) && (actual.zeroPads() || !wanted.zeroPads());
  }

  /** A pack that all who want the layout share. */
  private Value packed(Value value, Layout wanted, Optional<Value> root, String name) {
    Packed key = new Packed(value, wanted.withZeroPads(true), root);
    Value known = packs.get(key);
    if (known == null) {
      known = pack(value, wanted, name);
      packs.put(key, known);
    }
    return known;
  }

  private Value pack(Value value, Layout wanted, String name) {
    Layout layout = wanted.withZeroPads(true);
    Op op = new PackOp(layouts.get(value), layout);
    Node pack = builder.add(name, op, List.of(value), value.node().origin());
    algorithms.put(pack, algorithm(pack));
    layouts.put(pack.result(), layout);
    return pack.result();
  }
}
