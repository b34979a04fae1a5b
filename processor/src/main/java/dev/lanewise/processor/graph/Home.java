package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Place;

/**
 * Where a value lives: an array, the offset of its first element, and its layout there.
 *
 * @param shift elements further on, known at run time: of a step of a sequence
 */
public record Home(Buffer buffer, int offset, Layout layout, Index shift) {
  public Home(Buffer buffer, int offset, Layout layout) {
    this(buffer, offset, layout, Index.ZERO);
  }

  /** The same layout some elements further on. */
  public Home shifted(Index elements) {
    return new Home(buffer, offset, layout, shift.plus(elements));
  }

  /** The address of a sample's first element. */
  public Index row(Index row) {
    return row.times(layout.rowStride()).plus(shift).plus(offset);
  }

  /** A sample's first element, to call a kernel with. */
  public Place at(Index row) {
    return new Place(buffer, row(row));
  }

  /** The first element of a sample that no border is before. */
  public Place pixels(Index row) {
    return new Place(buffer, row(row).plus(layout.offset()));
  }

  /** The first element of all. */
  public Place start() {
    return new Place(buffer, shift.plus(offset));
  }

  public int rowStride() {
    return layout.rowStride();
  }
}
