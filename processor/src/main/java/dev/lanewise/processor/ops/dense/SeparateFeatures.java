package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.shape.ConcatOp;
import dev.lanewise.processor.ops.shape.SliceOp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * A product with features side by side as the sum of products, one for each rank; the bias is added
 * where that happens least often.
 *
 * <pre>[Wx Wh] [x, h] + b = Wh h + (Wx x + b)</pre>
 */
final class SeparateFeatures {
  private final DenseOp dense;
  private final GraphBuilder graph;
  private final Node node;
  private final List<Value> inputs;
  private final ToIntFunction<Value> rank;

  SeparateFeatures(
      DenseOp dense, GraphBuilder graph, Node node, List<Value> inputs, ToIntFunction<Value> rank) {
    this.dense = dense;
    this.graph = graph;
    this.node = node;
    this.inputs = inputs;
    this.rank = rank;
  }

  /** Neighbours of one rank. */
  private record Part(int rank, int start, List<Value> values) {
    int end() {
      return start + values.stream().mapToInt(v -> v.type().last().size()).sum();
    }
  }

  /** Nothing where all features are of one rank. */
  Optional<Value> sum() {
    Node joined = inputs.getFirst().node();
    boolean flat = joined.types().getFirst().sampleDims().size() == 1;
    if (!(joined.op() instanceof ConcatOp) || !flat) {
      return Optional.empty();
    }
    List<Part> parts = parts(joined.inputs());
    return parts.size() == 1 ? Optional.empty() : Optional.of(sum(parts));
  }

  private Value sum(List<Part> parts) {
    int least = parts.stream().mapToInt(Part::rank).min().orElseThrow();
    Map<Integer, List<Value>> products = new TreeMap<>(Comparator.reverseOrder());
    boolean bias = dense.bias();
    for (Part part : parts) {
      boolean adds = bias && part.rank == least;
      bias &= !adds;
      products.computeIfAbsent(part.rank, r -> new ArrayList<>()).add(product(part, adds));
    }
    return add(node.name(), new AddOp(), products.values().stream().map(this::together).toList());
  }

  private List<Part> parts(List<Value> values) {
    List<Part> parts = new ArrayList<>();
    int start = 0;
    for (Value value : values) {
      int own = rank.applyAsInt(value);
      if (parts.isEmpty() || parts.getLast().rank != own) {
        parts.add(new Part(own, start, new ArrayList<>()));
      }
      parts.getLast().values.add(value);
      start += value.type().last().size();
    }
    return parts;
  }

  private Value together(List<Value> products) {
    return products.size() == 1
        ? products.getFirst()
        : add(products.getFirst().name() + "Sum", new AddOp(), products);
  }

  private Value product(Part part, boolean bias) {
    String suffix = "From" + part.start;
    Value x =
        part.values.size() == 1
            ? part.values.getFirst()
            : add(inputs.getFirst().name() + suffix, new ConcatOp(0), part.values);
    Value all = inputs.get(1);
    Value weight =
        add(all.name() + suffix, new SliceOp(1, part.start, part.end(), 1), List.of(all));
    List<Value> read = new ArrayList<>(List.of(x, weight));
    if (bias) {
      read.add(inputs.get(2));
    }
    return add(node.name() + suffix, new DenseOp(dense.units(), bias), read);
  }

  private Value add(String name, Op op, List<Value> read) {
    return graph.add(name, op, read, node.origin()).result();
  }
}
