package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the algorithms of cells have in common: rows of stretches of units, wherever each row
 * begins.
 */
abstract class UnitAlgorithm implements RowAlgorithm {
  /** Units of the layer. */
  private static int units(Node node) {
    return ((UnitOp) node.op()).units();
  }

  @Override
  public String name() {
    return "unit loop";
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    if (!type.isBatched()) {
      return context.flat(type);
    }
    // A row of fewer units than lanes is read as a vector: a user's array may end before that does.
    int lanes = context.target().lanes(type.dtype());
    boolean room = units(node) >= lanes || actual.part() || actual.rowStride() % lanes == 0;
    return actual.hasFeaturesInOrder() && room ? actual : context.activation(type, false);
  }

  /** Fewer units than lanes are one vector. */
  @Override
  public int readsBehind(Node node, Context context) {
    int lanes = context.target().lanes(node.types().getFirst().dtype());
    return units(node) < lanes ? lanes : 0;
  }

  @Override
  public boolean interleaves(Node node, int result, Context context) {
    TensorType type = node.types().get(result);
    int lanes = context.target().lanes(type.dtype());
    // A sequence's step has no room for the end of a last gate of less than a vector.
    return units(node) >= lanes || type.sampleSize() == units(node);
  }

  @Override
  public boolean interleaves(Node node, Context context) {
    return interleaves(node, 0, context);
  }

  /** A state, not all gates; of fewer units than lanes a whole vector is written. */
  @Override
  public boolean writesExactly(Node node, int result, Context context) {
    TensorType type = node.types().get(result);
    return type.sampleSize() == units(node)
        && units(node) % context.target().lanes(type.dtype()) == 0;
  }

  /** Not where some units are computed twice. */
  @Override
  public boolean mayOverwrite(Node node, int input, int result, Context context) {
    return overwrites(input, result) && eachOnce(node, context);
  }

  private static boolean eachOnce(Node node, Context context) {
    int lanes = context.target().lanes(node.types().getFirst().dtype());
    return units(node) <= lanes || units(node) % lanes == 0;
  }

  /** Whether all loops read an input's units no later than they write the result's. */
  boolean overwrites(int input, int result) {
    return false;
  }

  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, List<Optional<Layout>> wishes, Context context) {
    return IntStream.range(0, node.types().size())
        .mapToObj(i -> result(node, i, wishes.get(i), context))
        .toList();
  }

  private Layout result(Node node, int result, Optional<Layout> wish, Context context) {
    TensorType type = node.types().get(result);
    int lanes = context.target().lanes(type.dtype());
    int least = UnitLoop.rowStride(type.sampleSize(), units(node), lanes);
    // Behind gates zeros are written; a last vector that ends with the units leaves what was there.
    boolean zero = type.sampleSize() > units(node) || eachOnce(node, context);
    Layout own = context.activation(type, zero);
    Layout wide = own.rowStride() >= least ? own : Layout.rows(type.shape(), least, zero);
    return wish.filter(Layout::part).map(place -> place.withZeroPads(zero)).orElse(wide);
  }
}
