package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Any layout from any other: stretches that are contiguous in both are copied, all else moves
 * element by element, a block of the first axis at a time.
 *
 * <pre>
 * for b in 0 until C step 16: for h in 0 until H: for w in 0 until W:
 *   to[h][w][b] = from[b][h][w]; to[h][w][b + 1] = from[b + 1][h][w]; ...
 * </pre>
 *
 * <p>So one side walks along a cache line and the other along sixteen at once; channel by channel
 * each element of a large image would touch a line of its own.
 */
final class PackElements extends PackOp.Pack {
  /** Elements of the first axis that move together, at most. */
  private static final List<Integer> BLOCKS = List.of(16, 8, 4);

  /** Elements from which a copy pays. */
  private static final int LEAST_COPY = 8;

  @Override
  public String name() {
    return "pack elements";
  }

  @Override
  boolean leads(TensorType type, Layout from, Layout to, Context context) {
    return true;
  }

  @Override
  public Parallel parallel(Node node) {
    return node.types().getFirst().isBatched() ? Parallel.ROWS : Parallel.SERIAL;
  }

  @Override
  public void lower(Lowering l) {
    TensorType type = l.node().types().getFirst();
    List<Integer> sizes = type.sampleShape();
    int first = type.isBatched() ? 1 : 0;
    Home from = l.input(0);
    Home to = l.result(0);
    if (type.isBatched()) {
      Consumer<Index> body = body(l, sizes, first);
      l.eachRow(row -> {
        if (to.layout().part()) {
          clearBehind(l, to, to.pixels(row).at());
        } else {
          clear(l, to, to.row(row), to.rowStride());
        }
        body.accept(row);
      });
    } else {
      clear(l, to, Index.of(to.offset()), to.layout().size());
      body(l, sizes, first).accept(Index.ZERO);
    }
  }

  private static void clear(Lowering l, Home to, Index at, int count) {
    if (to.layout().hasPads()) {
      l.driver().clear(to.buffer(), at, Index.of(count));
    }
  }

  /** Of a part the rest of its last vector: what lies beyond is others'. */
  static void clearBehind(Lowering l, Home to, Index at) {
    int size = l.node().types().getFirst().sampleSize();
    int pads = Math.floorMod(-size, l.target().lanes(to.buffer().dtype()));
    if (pads > 0) {
      l.driver().clear(to.buffer(), at.plus(size), Index.of(pads));
    }
  }

  /** Moves one sample, or the whole of an unbatched value. */
  private static Consumer<Index> body(Lowering l, List<Integer> sizes, int first) {
    Home from = l.input(0);
    Home to = l.result(0);
    boolean batched = first == 1;
    OptionalInt contiguous =
        IntStream.range(0, sizes.size())
            .filter(axis -> sizes.get(axis) >= LEAST_COPY)
            .filter(axis -> isContiguous(from.layout(), axis + first))
            .filter(axis -> isContiguous(to.layout(), axis + first))
            .findFirst();
    if (contiguous.isPresent()) {
      int axis = contiguous.getAsInt();
      List<Integer> outer = new ArrayList<>(sizes);
      outer.set(axis, 1);
      return row -> {
        Index source = batched ? from.row(row) : Index.of(from.offset());
        Index target = batched ? to.row(row) : Index.of(to.offset());
        LoopNest.write(
            outer.size(),
            (level, inner) -> l.driver().loop("i", outer.get(level), inner),
            at ->
                l.driver()
                    .copy(
                        from.buffer(),
                        source.plus(from.layout().address(at, first)),
                        to.buffer(),
                        target.plus(to.layout().address(at, first)),
                        Index.of(sizes.get(axis))));
      };
    }
    int length = sizes.getFirst();
    List<Consumer<Index>> blocks = new ArrayList<>();
    int block = blockSize(from.layout(), to.layout(), first);
    if (length >= block) {
      blocks.add(block(l, sizes, first, 0, length / block, block));
    }
    if (length % block > 0) {
      blocks.add(block(l, sizes, first, length / block * block, 1, length % block));
    }
    return row -> blocks.forEach(moves -> moves.accept(row));
  }

  /**
   * Moves blocks of the first axis.
   *
   * @param from first element of the first block
   * @param size of a block
   */
  private static Consumer<Index> block(
      Lowering l, List<Integer> sizes, int first, int from, int count, int size) {
    Home source = l.input(0);
    Home target = l.result(0);
    KernelBuilder k = l.kernel("pack" + size);
    DType type = target.buffer().dtype();
    Place x = k.place("from", type);
    Place y = k.place("to", type);
    List<Integer> nest = new ArrayList<>(sizes);
    nest.set(0, count);
    LoopNest.write(
        nest.size(),
        (level, inner) -> k.loop("i", nest.get(level), inner),
        at -> {
          List<Index> begin = new ArrayList<>(at);
          begin.set(0, at.getFirst().times(size).plus(from));
          List<Index> reads = run(k, "read", source.layout(), begin, first, size);
          List<Index> writes = run(k, "written", target.layout(), begin, first, size);
          for (int i = 0; i < size; i++) {
            k.store(y, writes.get(i), k.element(x, reads.get(i)));
          }
        });
    Kernel kernel = l.finish(k, "Element by element to " + target.layout() + ".");
    return row ->
        l.call(
            kernel,
            first == 1
                ? List.of(source.at(row), target.at(row))
                : List.of(source.start(), target.start()));
  }

  /** The largest whose elements lie at one stride on both sides: their addresses are short then. */
  private static int blockSize(Layout from, Layout to, int axis) {
    return BLOCKS.stream()
        .filter(size -> hasStride(from, axis, size) && hasStride(to, axis, size))
        .findFirst()
        .orElse(BLOCKS.getLast());
  }

  /** Whether blocks of an axis, each starting at a multiple of their size, lie at one stride. */
  private static boolean hasStride(Layout layout, int axis, int size) {
    return layout.terms().stream()
        .filter(t -> t.axis() == axis)
        .allMatch(t -> t.modulus() % size == 0 && (t.divisor() == 1 || t.divisor() % size == 0));
  }

  /** Where the elements of a block lie. */
  private static List<Index> run(
      KernelBuilder k, String name, Layout layout, List<Index> begin, int first, int size) {
    // Of larger blocks than the least all have a stride, or another size were chosen.
    if (!hasStride(layout, first, BLOCKS.getLast())) {
      return IntStream.range(0, size)
          .mapToObj(i -> {
            List<Index> element = new ArrayList<>(begin);
            element.set(0, begin.getFirst().plus(i));
            return layout.address(element, first);
          })
          .toList();
    }
    int stride =
        layout.terms().stream()
            .filter(t -> t.axis() == first && t.divisor() == 1)
            .mapToInt(Layout.Term::stride)
            .sum();
    Index start = k.let(name, layout.address(begin, first));
    return IntStream.range(0, size).mapToObj(i -> start.plus(i * stride)).toList();
  }

  private static boolean isContiguous(Layout layout, int axis) {
    List<Layout.Term> terms = layout.terms().stream().filter(t -> t.axis() == axis).toList();
    return terms.equals(List.of(new Layout.Term(axis, 1, 0, 1)));
  }
}
