package dev.lanewise.processor.graph;

import dev.lanewise.processor.graph.scan.Stepping;
import dev.lanewise.processor.loop.Target;
import java.util.List;
import java.util.Optional;

/** One way to compute a node: which layouts it reads and writes, what it costs, and its loop IR. */
public interface Algorithm {
  /** Along what a node's work can be split between threads. */
  enum Parallel {
    /** By sample: each row of each result depends on the same row of the batched inputs alone. */
    ROWS,
    /** By tile of a result that has no batch axis, such as a weight gradient. */
    TILES,
    /** Not at all. */
    SERIAL
  }

  /**
   * The first of a node's algorithms that applies.
   *
   * @param wish of those who read the first result, as far as it is known
   */
  static Algorithm of(Node node, Optional<Layout> wish, Context context) {
    return node.op().algorithms().stream()
        .filter(algorithm -> algorithm.applies(node, wish, context))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no algorithm for " + node));
  }

  String name();

  Parallel parallel(Node node);

  /** What a choice must look at. */
  record Context(Target target, ProgramKind kind) {
    /** Row stride of a batched activation of {@code features} per sample: whole vectors. */
    public int rowStride(TensorType type) {
      int lanes = target.lanes(type.dtype());
      int stride = (type.sampleSize() + lanes - 1) / lanes * lanes;
      // Rows a multiple of 1 KiB apart fall into few cache sets (oneDNN's rule of 256 elements).
      return type.rows() > 1 && lanes > 1 && stride * (type.dtype().bits() / 8) % 1024 == 0
          ? stride + lanes
          : stride;
    }

    /** The layout of a batched activation. */
    public Layout activation(TensorType type, boolean zeroPads) {
      return type.isBatched() && !type.sampleDims().isEmpty()
          ? Layout.rows(type.shape(), rowStride(type), zeroPads)
          : flat(type);
    }

    /** The same, or the place within another value where the readers wish for it. */
    public Layout written(TensorType type, Optional<Layout> wish, boolean zeroPads) {
      boolean zero = zeroPads || type.sampleSize() % target.lanes(type.dtype()) == 0;
      return wish.filter(Layout::part)
          .map(place -> place.withZeroPads(zero))
          .orElseGet(() -> activation(type, zeroPads));
    }

    /** The layout of a value without batch axis, or of one number a sample. */
    public Layout flat(TensorType type) {
      int lanes = target.lanes(type.dtype());
      return type.dims().isEmpty()
          ? new Layout(List.of(), List.of(), lanes, false)
          : Layout.padded(type.shape(), (type.size() + lanes - 1) / lanes * lanes);
    }
  }

  /** Whether the algorithm can compute the node at all. */
  default boolean applies(Node node, Context context) {
    return true;
  }

  /**
   * The same for an algorithm whose worth depends on who reads the first result.
   *
   * @param wish of those readers: canonical where they are the user alone
   */
  default boolean applies(Node node, Optional<Layout> wish, Context context) {
    return applies(node, context);
  }

  /**
   * Whether elements of a result are written and nothing else, so that one of canonical layout may
   * be an array of the user's.
   */
  default boolean writesExactly(Node node, int result, Context context) {
    return false;
  }

  /**
   * Whether the first result may lie where the first input does, both canonical: what is there has
   * been read before it is written.
   */
  default boolean readsAhead(Node node) {
    return false;
  }

  /**
   * The layout in which the node wants an input: {@code actual} where that will do. The difference
   * costs a pack node. For a parameter {@code actual} is null the first time, and the first wish
   * that is not null itself becomes the layout it is kept in.
   */
  default Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    Layout padded = context.activation(type, false);
    return actual != null && actual.samePlaces(padded) ? actual : padded;
  }

  /**
   * The same where the wish depends on the layouts that the inputs before this one have by now.
   *
   * @param before layouts of the inputs before this one
   */
  default Layout wants(Node node, int input, Layout actual, List<Layout> before, Context context) {
    return wants(node, input, actual, context);
  }

  /**
   * The layout in which the node would like an input to be written, should its maker have a choice:
   * asked from the last node to the first, before any layout is settled.
   *
   * @param result the wish of those who read the node's first result
   */
  default Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    return Optional.empty();
  }

  /** The layouts of the results, given those of the inputs. */
  default List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return node.types().stream().map(type -> context.activation(type, false)).toList();
  }

  /**
   * The same for an algorithm that has a choice.
   *
   * @param wish of those who read the first result
   */
  default List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    return results(node, inputs, context);
  }

  /**
   * The same for an algorithm with a choice for each result.
   *
   * @param wishes by result of those who read it
   */
  default List<Layout> results(
      Node node, List<Layout> inputs, List<Optional<Layout>> wishes, Context context) {
    return results(node, inputs, wishes.isEmpty() ? Optional.empty() : wishes.getFirst(), context);
  }

  /**
   * Scratch elements that the node needs while it runs, for each row where it is parallel by rows.
   */
  default int scratch(Node node, Context context) {
    return 0;
  }

  /** Elements behind the end of an input that the node may read, and what they are is the same. */
  default int readsBehind(Node node, Context context) {
    return 0;
  }

  /**
   * Whether the first result is an image whose channels lie side by side, or features do. Where the
   * wish is a {@linkplain Layout#part part}, such an algorithm writes there, and nothing beside it,
   * unless it is a view.
   */
  default boolean interleaves(Node node, Context context) {
    return false;
  }

  /**
   * The same of any result: of one that is not the first, whether its readers may wish where it
   * lies.
   */
  default boolean interleaves(Node node, int result, Context context) {
    return result == 0 && interleaves(node, context);
  }

  /** Whether the maker of a value leaves channels or features side by side. */
  static boolean isInterleaved(Value value, Context context) {
    Node maker = value.node();
    return !maker.inputs().isEmpty()
        && of(maker, Optional.empty(), context).interleaves(maker, value.index(), context);
  }

  /**
   * Whether the result lies where the first input does, as a part of it or under another shape:
   * then nothing is computed, and {@link #lower} is not called.
   */
  default boolean isView(Node node) {
    return false;
  }

  /**
   * Whether the inputs are parts of the result, each where {@link #wish} says. Whoever makes one
   * writes it there where he can, others are copied to it, and {@link #lower} is not called.
   */
  default boolean isJoin(Node node) {
    return false;
  }

  /**
   * Whether the result lies where the first input does, and {@link #lower} writes it there: nobody
   * reads the input afterwards.
   */
  default boolean overwrites(Node node) {
    return false;
  }

  /**
   * Of a view of one step of a sequence, and of a join of all of them: where the step lies in each
   * iteration of the loop.
   *
   * @param sequence how it lies
   */
  default Stepping stepping(Node node, Layout sequence) {
    return Stepping.NONE;
  }

  /**
   * Whether a result may lie where an input does: each element is read before it is written.
   *
   * @param node whose input and result lie alike
   */
  default boolean mayOverwrite(Node node, int input, int result, Context context) {
    return false;
  }

  /** Writes the node's driver code and kernels. */
  void lower(Lowering lowering);
}
