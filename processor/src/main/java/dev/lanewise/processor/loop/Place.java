package dev.lanewise.processor.loop;

/** An array and an address in it: what a kernel takes of a tensor. */
public record Place(Buffer buffer, Index at) {
  /** The int of an i32 array some elements further on, as an index. */
  public Index element(Index elements) {
    return new Index.Element(buffer, at.plus(elements));
  }

  /** The place some elements further on. */
  public Place plus(Index elements) {
    return new Place(buffer, at.plus(elements));
  }
}
