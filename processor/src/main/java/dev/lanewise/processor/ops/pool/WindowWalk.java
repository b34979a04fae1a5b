package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.window.InterleavedAlgorithm;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A walk over all windows of a sample, whatever is done with each.
 *
 * <pre>
 * windows within the input:   for each line, for each vector of channels, for each window of the line:
 *                               all taps, unrolled where they are few
 * windows at the edges:       for each window, for each vector of channels:
 *                               a range of taps along each axis
 * </pre>
 *
 * Arrays are as large as the input, in which a window has its taps, or as the output, in which it
 * is one pixel.
 */
abstract class WindowWalk extends InterleavedAlgorithm {
  private final String name;
  private final PoolOp.Kind kind;
  private final List<Window> windows;
  private final List<Boolean> inputs;

  /**
   * @param windows by axis of space
   * @param inputs of the node, whether each is as large as the pooling's input
   */
  WindowWalk(String name, PoolOp.Kind kind, List<Window> windows, List<Boolean> inputs) {
    this.name = name;
    this.kind = kind;
    this.windows = windows;
    this.inputs = inputs;
  }

  /** Writes what is done with one window and one vector of channels. */
  abstract void window(WindowFrame frame);

  @Override
  public String name() {
    return name;
  }

  PoolOp.Kind kind() {
    return kind;
  }

  /** Whether sums are divided. */
  boolean averages() {
    return kind == PoolOp.Kind.AVERAGE || kind == PoolOp.Kind.AVERAGE_INSIDE;
  }

  List<Window> windows() {
    return windows;
  }

  /** Whether an array is as large as the pooling's input; the result comes last. */
  boolean isWide(int array) {
    return array < inputs.size() ? inputs.get(array) : spreads();
  }

  private boolean spreads() {
    return inputs.contains(false);
  }

  @Override
  public void lower(Lowering l) {
    boolean clears = spreads() && !covers();
    List<Consumer<Index>> blocks = blocks(l);
    l.eachRow(row -> {
      if (clears) {
        clear(l, row);
      } else {
        clearBorders(l, row);
      }
      blocks.forEach(block -> block.accept(row));
    });
  }

  /**
   * Whether each element of the input lies in exactly one window; taps that are dilated leave some
   * out.
   */
  private boolean covers() {
    return windows.stream()
        .allMatch(w ->
            w.stride() == w.kernel()
                && w.extent() == w.kernel()
                && w.before() == 0
                && w.output() * w.stride() == w.size());
  }

  /**
   * Consecutive windows along one axis.
   *
   * @param inside whether all their taps lie within the input
   */
  record Range(int first, int end, boolean inside) {}

  private List<Consumer<Index>> blocks(Lowering l) {
    List<List<Range>> all = List.of(List.of());
    for (Window w : windows) {
      List<List<Range>> longer = new ArrayList<>();
      for (List<Range> start : all) {
        for (Range range : ranges(w)) {
          List<Range> next = new ArrayList<>(start);
          next.add(range);
          longer.add(next);
        }
      }
      all = longer;
    }
    WindowLines lines = new WindowLines(l, this);
    WindowEdges edges = new WindowEdges(l, this);
    return all.stream()
        .map(
            block -> block.stream().allMatch(Range::inside) ? lines.over(block) : edges.over(block))
        .toList();
  }

  private static List<Range> ranges(Window w) {
    int first = w.interiorFirst();
    int end = w.interiorEnd();
    List<Range> ranges =
        List.of(
            new Range(0, first, false),
            new Range(first, end, true),
            new Range(end, w.output(), false));
    return ranges.stream().filter(range -> range.first < range.end).toList();
  }
}
