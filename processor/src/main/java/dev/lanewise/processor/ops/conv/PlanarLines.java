package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.pack.SeparateLine;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A few lines of a panel in scratch, from which they go to the planes of a result in the user's
 * order while they are in the cache: a large image in another order would go to memory and back.
 *
 * @param width of a panel
 * @param chunk lines
 */
record PlanarLines(Lowering l, Part part, int width, int chunk, Map<Integer, Kernel> kernels)
    implements ConvResult {
  /**
   * Bytes of a chunk. 7x7 with stride 2 from 3 channels of 224 x 224 pixels to 64, at 512 bits:
   * 2.54 ms with a pass over the whole image behind the product, 2.43 line by line, 2.29 in chunks
   * of 4 lines, 2.06 without any (the multiply-adds at the peak).
   */
  private static final int BYTES = 64 << 10;

  /**
   * @param width of a panel
   */
  static PlanarLines of(Lowering l, Part part, int width) {
    int chunk = chunk(l.node().types().getFirst(), width);
    return new PlanarLines(l, part, width, chunk, new HashMap<>());
  }

  /** Lines of a chunk; 0 where not even one is small enough. */
  private static int chunk(TensorType y, int width) {
    long bytes = (long) y.dtype().bits() / 8 * width * y.last().size();
    int most = (int) Math.min(lines(y), BYTES / bytes);
    return most == 0 ? 0 : Tiles.of(lines(y), most).size();
  }

  private static int lines(TensorType y) {
    List<Integer> shape = y.sampleShape();
    return shape.size() == 2 ? 1 : shape.get(shape.size() - 2);
  }

  /** Elements of scratch. */
  static int scratch(TensorType y, int width) {
    return chunk(y, width) * y.last().size() * width;
  }

  /**
   * Whether the user alone reads the result of a convolution, and chunks of its lines are squares
   * of vectors for the most part.
   */
  static boolean suits(Node node, Optional<Layout> wish, int width, int lanes) {
    TensorType y = node.types().getFirst();
    boolean planar = wish.isPresent() && wish.get().hasCanonicalRows();
    boolean squares = lanes > 1 && y.sampleShape().getFirst() % lanes == 0;
    if (!planar || !squares || y.sampleShape().size() == 1 || chunk(y, width) == 0) {
      return false;
    }
    int last = Math.floorMod(lines(y) - 1, chunk(y, width)) + 1;
    return SeparateLine.pays(last * y.last().size(), lanes);
  }

  @Override
  public int step() {
    return width;
  }

  @Override
  public Place at(Index row, List<Index> pixel, Index line, Index column) {
    Index number = line.times(part.last().count()).plus(pixel.getLast());
    return l.scratch().at(row).plus(number.times(width));
  }

  @Override
  public void finish(Index row, List<Index> first, int lines, Index column, int vectors) {
    Home y = l.result(0);
    int plane = Image.of(y.layout()).channelStride();
    Kernel kernel =
        kernels.computeIfAbsent(
            lines, n -> new SeparateLine(n * part.last().count(), width, plane).kernel(l));
    Place from = l.scratch().at(row);
    Place to = part.written(y.at(row), y.layout(), first);
    int lanes = l.target().lanes(y.buffer().dtype());
    l.driver()
        .loop(
            "v",
            vectors,
            v -> {
              Index channel = column.plus(v.times(lanes));
              l.call(kernel, List.of(from.plus(v.times(lanes)), to.plus(channel.times(plane))));
            });
  }
}
