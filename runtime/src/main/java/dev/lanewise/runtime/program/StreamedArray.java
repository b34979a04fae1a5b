package dev.lanewise.runtime.program;

import java.util.Map;

/**
 * The length of an array of weights that a prediction streams from the second-level cache or
 * beyond.
 *
 * <p>Vector loads that straddle cache lines cost 15 to 45 percent there (measured on Zen 4). An
 * array's data start anywhere on a multiple of 8 bytes and move with each collection, except that
 * G1 gives an array of half a heap region or more a region of its own, at whose start it stays;
 * programs keep their weights at the offset that is aligned then. So an array that is nearly large
 * enough is made large enough.
 */
final class StreamedArray {
  /** What stays in the first-level cache gains little. */
  private static final long LEAST_BYTES = 64 << 10;

  /** The most that alignment may cost in memory, as a multiple of the weights. */
  private static final long MOST_GROWTH = 8;

  private static final Map<String, String> FLAGS = HotSpot.flags();

  private StreamedArray() {}

  /**
   * @param size elements needed
   * @param bytes of an element
   */
  static int length(int size, int bytes) {
    return length(size, bytes, FLAGS);
  }

  /** The length as a function of the facts. */
  static int length(int size, int bytes, Map<String, String> flags) {
    if (!flags.getOrDefault("UseG1GC", "false").equals("true")) {
      return size;
    }
    long half = Long.parseLong(flags.getOrDefault("G1HeapRegionSize", "0")) / 2;
    long needed = (long) size * bytes;
    boolean worthwhile = needed >= LEAST_BYTES && needed < half && half <= MOST_GROWTH * needed;
    return worthwhile ? (int) (half / bytes) : size;
  }
}
