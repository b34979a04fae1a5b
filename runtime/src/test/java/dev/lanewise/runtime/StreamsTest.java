package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StreamsTest {
  private static final int[] TEXT = IntStream.range(0, 24).toArray();

  private static int[] row(Dataset data, String column, int row) {
    int[] staging = new int[data.columns().get(column).width()];
    data.columns().get(column).stage(row, staging, 0);
    return staging;
  }

  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  /** 23 steps have a next one: two streams of 11, in each three windows of 3. */
  @Test
  void eachRowGoesOnWhereTheOneAStepBeforeEnded() {
    Dataset data = Streams.of(2, 3).ints("text", TEXT).later("next", "text", 1).dataset();
    assertEquals(6, data.size());
    assertEquals(2, data.streams());
    assertArrayEquals(new int[] {0, 1, 2}, row(data, "text", 0));
    assertArrayEquals(new int[] {11, 12, 13}, row(data, "text", 1));
    assertArrayEquals(new int[] {3, 4, 5}, row(data, "text", 2));
    assertArrayEquals(new int[] {17, 18, 19}, row(data, "text", 5));
    assertArrayEquals(new int[] {18, 19, 20}, row(data, "next", 5));
  }

  @Test
  void windowsMayOverlap() {
    Dataset data = Streams.of(2, 5, 2).ints("text", TEXT).dataset();
    assertEquals(8, data.size());
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, row(data, "text", 0));
    assertArrayEquals(new int[] {2, 3, 4, 5, 6}, row(data, "text", 2));
    assertArrayEquals(new int[] {18, 19, 20, 21, 22}, row(data, "text", 7));
  }

  @Test
  void stepsMayHaveManyValues() {
    float[] frames = new float[24];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = i;
    }
    Dataset data = Streams.of(2, 2).floats("x", frames, 3).later("y", "x", 2).dataset();
    assertEquals(2, data.size());
    float[] staging = new float[6];
    data.columns().get("y").stage(1, staging, 0);
    assertArrayEquals(new float[] {15, 16, 17, 18, 19, 20}, staging);
  }

  @Test
  void wholeStepsOfStreamsAreStreams() {
    Dataset data = Streams.of(2, 3).ints("text", TEXT).dataset();
    assertEquals(2, data.slice(2, 6).streams());
    assertEquals(0, data.slice(1, 5).streams());
    assertEquals(0, data.slice(0, 3).streams());
    assertRefused(
        "6 rows are not 4 streams of equally many rows", () -> data.slice(0, 6).inStreams(4));
  }

  @Test
  void whatCannotBeCutIsRefused() {
    assertRefused(
        "a stream of 2 steps has no window of 3; the sequence needs 30 steps for 10 streams",
        () -> Streams.of(10, 3).ints("text", TEXT).dataset());
    assertRefused(
        "there is no column \"test\" among text",
        () -> Streams.of(2, 3).ints("text", TEXT).later("next", "test", 1));
    assertRefused(
        "two columns \"text\"", () -> Streams.of(2, 3).ints("text", TEXT).ints("text", TEXT));
    assertRefused(
        "24 values are not whole steps of 5",
        () -> Streams.of(2, 3).doubles("x", new double[24], 5));
    assertRefused("expected 1 or more rows, got 0", () -> Streams.of(0, 3));
    assertRefused(
        "a stream of 0 steps has no window of 3; the sequence needs 6 steps for 2 streams",
        () -> Streams.of(2, 3).dataset());
  }
}
