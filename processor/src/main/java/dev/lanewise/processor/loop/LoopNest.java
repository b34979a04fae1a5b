package dev.lanewise.processor.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Loops within loops, as many as there are axes. */
public final class LoopNest {
  private LoopNest() {}

  /** Writes the loop of one level. */
  @FunctionalInterface
  public interface Level {
    /**
     * @param level from the outermost, 0
     * @param body gets the loop's variable
     */
    void loop(int level, Consumer<Index> body);
  }

  /**
   * Writes {@code levels} loops, each within the one before.
   *
   * @param body gets their variables, from the outermost
   */
  public static void write(int levels, Level level, Consumer<List<Index>> body) {
    write(levels, level, List.of(), body);
  }

  private static void write(
      int levels, Level level, List<Index> outer, Consumer<List<Index>> body) {
    if (outer.size() == levels) {
      body.accept(outer);
      return;
    }
    level.loop(
        outer.size(),
        index -> {
          List<Index> all = new ArrayList<>(outer);
          all.add(index);
          write(levels, level, all, body);
        });
  }
}
