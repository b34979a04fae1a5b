package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.StackOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The layouts that readers would like, asked from the last node to the first, before any layout but
 * the parameters' is settled. A join promises those who make its inputs their places in its result.
 *
 * <pre>
 * ab = concat a, b; abc = concat a, b, c   promises a, b and c their places in abc; ab lies there too
 * </pre>
 */
final class Wishes {
  private final Algorithm.Context context;
  private final Set<Value> results = new HashSet<>();
  private final Map<Value, Layout> wishes = new HashMap<>();
  private final Map<Value, Value> promises = new HashMap<>();

  private Wishes(Algorithm.Context context) {
    this.context = context;
  }

  static Wishes of(Graph graph, Algorithm.Context context) {
    Wishes wishes = new Wishes(context);
    graph.outputs(Role.RESULT).forEach(output -> wishes.results.add(output.value()));
    graph.nodes().reversed().forEach(wishes::ask);
    graph.nodes().forEach(wishes::widen);
    // Again: a part whose place is promised asks its maker's inputs for other borders.
    graph
        .nodes()
        .reversed()
        .forEach(node -> {
          if (wishes.isJoin(node)) {
            wishes.promise(node);
          } else {
            wishes.ask(node);
          }
        });
    return wishes;
  }

  /** What computes a node: it may depend on who reads the result, perhaps the user alone. */
  Algorithm algorithm(Node node) {
    Value result = node.result();
    Optional<Layout> canonical =
        results.contains(result)
            ? Optional.of(Layout.canonical(result.type().shape()))
            : Optional.empty();
    return Algorithm.of(node, of(result).or(() -> canonical), context);
  }

  /** The layout in which a value would best be written. */
  Optional<Layout> of(Value value) {
    return Optional.ofNullable(wishes.get(value));
  }

  /** The result of the outermost join in whose place the value may be written; or itself. */
  Value root(Value value) {
    return promises.containsKey(value) ? root(promises.get(value)) : value;
  }

  /** The values that a joined one has promised a place. */
  List<Value> promised(Value joined) {
    return promises.keySet().stream().filter(v -> promises.get(v).equals(joined)).toList();
  }

  private boolean isJoin(Node node) {
    return !node.inputs().isEmpty() && algorithm(node).isJoin(node);
  }

  /** Not one that makes a sequence of a value of each step. */
  private boolean joinsChannels(Node node) {
    return isJoin(node) && !(node.op() instanceof StackOp);
  }

  private void ask(Node node) {
    for (int i = 0; i < node.inputs().size() && !isJoin(node); i++) {
      Value input = node.input(i);
      if (!promises.containsKey(input)) {
        algorithm(node)
            .wish(node, i, of(node.result()), context)
            .ifPresent(wish -> wishes.merge(input, wish, Image::wider));
      }
    }
  }

  /** The borders of a joined image serve the readers of all its parts. */
  private void widen(Node node) {
    if (joinsChannels(node) && node.types().getFirst().sampleDims().size() > 1) {
      TensorType type = node.types().getFirst();
      int lanes = context.target().lanes(type.dtype());
      for (Value input : node.inputs()) {
        Layout wide = Image.wished(type, of(input), lanes, true);
        wishes.merge(node.result(), wide, Image::wider);
      }
    }
  }

  private void promise(Node join) {
    if (!promises.containsKey(join.result()) && joinsChannels(join)) {
      lieWithin(join);
    }
    for (int i = 0; i < join.inputs().size(); i++) {
      Value input = join.input(i);
      if (!promises.containsKey(input) && writesParts(input)) {
        promises.put(input, join.result());
        wishes.put(input, place(join, i));
      }
    }
  }

  /** The place of a join's input. */
  Layout place(Node join, int input) {
    return place(join, input, of(join.result()));
  }

  private Layout place(Node join, int input, Optional<Layout> result) {
    return algorithm(join).wish(join, input, result, context).orElseThrow();
  }

  /** Where all inputs have neighbouring places in another joined image, the result lies there. */
  private void lieWithin(Node join) {
    List<Value> inputs = join.inputs();
    Value root = root(inputs.getFirst());
    if (root.equals(inputs.getFirst()) || !inputs.stream().allMatch(v -> root(v).equals(root))) {
      return;
    }
    Layout first = wishes.get(inputs.getFirst());
    int channels = join.types().getFirst().sampleShape().getFirst();
    Layout all = first.slice(1, 0, channels, false);
    boolean neighbours =
        IntStream.range(0, inputs.size())
            .allMatch(i -> place(join, i, Optional.of(all)).samePlaces(wishes.get(inputs.get(i))));
    if (neighbours) {
      promises.put(join.result(), root);
      wishes.put(join.result(), all);
    }
  }

  private boolean writesParts(Value value) {
    return Algorithm.isInterleaved(value, context) && !algorithm(value.node()).isView(value.node());
  }
}
