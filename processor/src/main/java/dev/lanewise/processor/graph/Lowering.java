package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What an algorithm sees when it writes the code of one node. */
public interface Lowering {
  Node node();

  Algorithm.Context context();

  default Target target() {
    return context().target();
  }

  /** Where an input lives. */
  Home input(int index);

  /** Where a result lives. */
  Home result(int index);

  /** Whether anybody reads a result: other than that it need not be written. */
  boolean isRead(int result);

  /** Where the node's scratch lives; row {@code r} has its own at {@code r * scratch size}. */
  Home scratch();

  DriverBuilder driver();

  /** Samples in this call: a constant 1, or the run-time bound. */
  Index rows();

  /** First row of the range to compute, of an algorithm that is parallel by rows. */
  Index firstRow();

  /** End of the range. */
  Index endRow();

  /** How many steps a stepper has taken; of a stepper alone. */
  Index passed();

  /** What the random numbers of this training step are a function of; in training alone. */
  Index key();

  /**
   * Rows that lie together in one item of parallel work; row tiles of this height never straddle
   * threads.
   */
  int rowTile();

  /**
   * Loops over the rows of the range in tiles of {@link #rowTile}, then one by one over what is
   * left: no row past the end is read or written.
   *
   * @param body gets the height of the tile and its first row
   */
  void rowTiles(BiConsumer<Integer, Index> body);

  /** Loops over the rows of the range. */
  default void eachRow(Consumer<Index> body) {
    driver().loop("r", firstRow(), endRow(), 1, body);
  }

  /** Adds {@code count} items of work that may run on any thread, in any order. */
  void items(int count, Consumer<Index> body);

  /** A builder for a kernel of this node. */
  KernelBuilder kernel(String name);

  /** Expands and checks a kernel. */
  Kernel finish(KernelBuilder builder, String comment);

  /**
   * Calls a kernel whose parameters are places, in this order, and then integers.
   *
   * @param further arguments of the integer parameters behind the places' addresses
   */
  default void call(Kernel kernel, List<Place> places, Index... further) {
    List<Index> indices = new ArrayList<>(places.stream().map(Place::at).toList());
    indices.addAll(List.of(further));
    driver()
        .call(kernel, places.stream().map(Place::buffer).toList(), indices.toArray(Index[]::new));
  }
}
