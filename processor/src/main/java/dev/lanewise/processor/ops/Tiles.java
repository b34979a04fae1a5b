package dev.lanewise.processor.ops;

import java.util.ArrayList;
import java.util.List;

/**
 * A length cut into tiles of equal size with a smaller last one: 9 in tiles of at most 8 are 5 and
 * 4, not 8 and 1.
 *
 * @param size of every tile but perhaps the last
 */
public record Tiles(int total, int size) {
  public static Tiles of(int total, int most) {
    int tiles = (total + most - 1) / most;
    return new Tiles(total, (total + tiles - 1) / tiles);
  }

  /** The same in tiles of an even size, unless it is 1. */
  public Tiles even() {
    return size == 1 ? this : new Tiles(total, size + size % 2);
  }

  public int count() {
    return (total + size - 1) / size;
  }

  /** Calls the body for the full tiles, and for the last one where it is smaller. */
  public void forEach(Run body) {
    if (total / size > 0) {
      body.run(total / size, 0, size);
    }
    if (total % size > 0) {
      body.run(1, total / size * size, total % size);
    }
  }

  /** The same from the last to the first. */
  public void forEachBackwards(Run body) {
    List<Runnable> runs = new ArrayList<>();
    forEach((count, first, vectors) -> runs.addFirst(() -> body.run(count, first, vectors)));
    runs.forEach(Runnable::run);
  }

  /** Receives a run of tiles of one size: how many, where the first starts, and the size. */
  public interface Run {
    void run(int count, int first, int size);
  }
}
