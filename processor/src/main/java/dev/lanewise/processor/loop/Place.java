package dev.lanewise.processor.loop;

/** An array and an address in it: what a kernel takes of a tensor. */
public record Place(Buffer buffer, Index at) {
  /** The place some elements further on. */
  public Place plus(Index elements) {
    return new Place(buffer, at.plus(elements));
  }
}
