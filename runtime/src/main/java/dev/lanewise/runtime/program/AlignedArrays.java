package dev.lanewise.runtime.program;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The lengths of the arrays that a network's predictions work with, its weights or its arenas.
 *
 * <p>Vector loads that straddle cache lines cost 15 to 45 percent of the time of a loop that
 * streams weights, in the first-level cache most, and an arena of a recurrent layer of 16 or 32
 * units costs 5 percent of a step (measured on Zen 4). An array's data start anywhere on a multiple
 * of 8 bytes and move with each collection, except that G1 gives an array of half a heap region or
 * more a region of its own, at whose start it stays; programs keep their values at the offset that
 * is aligned then. So an array that is nearly large enough is made large enough, and the first few
 * of smaller ones too: the weights of a network that goes on learning between its predictions come
 * and go.
 */
final class AlignedArrays {
  /** An array is nearly large enough where so many of it are. */
  private static final long NEARLY = 8;

  /** A network's small arrays that get a region. */
  private static final int FIRST = 4;

  private static final Map<String, String> FLAGS = HotSpot.flags();

  /** Bytes that the regions of small arrays may still take, of all networks: some of the heap. */
  private static final AtomicLong LEFT = new AtomicLong(Runtime.getRuntime().maxMemory() / 32);

  private final long least;
  private final Map<String, String> flags;
  private final AtomicLong left;
  private int smaller;

  /**
   * The arrays of one network.
   *
   * @param least bytes from which alignment is worth a region
   */
  AlignedArrays(long least) {
    this(least, FLAGS, LEFT);
  }

  /** The same as a function of the facts. */
  AlignedArrays(long least, Map<String, String> flags, AtomicLong left) {
    this.least = least;
    this.flags = flags;
    this.left = left;
  }

  /**
   * The length of the next array.
   *
   * @param size elements needed
   * @param bytes of an element
   */
  synchronized int length(int size, int bytes) {
    if (!flags.getOrDefault("UseG1GC", "false").equals("true")) {
      return size;
    }
    long region = Long.parseLong(flags.getOrDefault("G1HeapRegionSize", "0"));
    long half = region / 2;
    long needed = (long) size * bytes;
    boolean larger = needed < half && (half <= NEARLY * needed || takes(needed, region));
    return larger ? (int) (half / bytes) : size;
  }

  /** Takes a region for a small array, as long as there are such. */
  private boolean takes(long needed, long region) {
    boolean may =
        needed >= least
            && smaller < FIRST
            && left.getAndUpdate(bytes -> bytes < region ? bytes : bytes - region) >= region;
    smaller += may ? 1 : 0;
    return may;
  }
}
