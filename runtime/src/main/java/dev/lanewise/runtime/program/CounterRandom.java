package dev.lanewise.runtime.program;

/**
 * Random numbers as a function of a key and a counter, without state: any element of a stream is
 * had without the ones before it, so results depend on neither order nor threads. The function is
 * SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 */
public final class CounterRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  /** The key of the stream {@code stream} under {@code seed}. */
  public static long key(long seed, long stream) {
    return mix(mix(seed + GOLDEN_GAMMA) ^ stream);
  }

  /** The key of the stream called {@code stream} under {@code seed}. */
  public static long key(long seed, String stream) {
    long hash = 0xCBF29CE484222325L; // 64-bit FNV-1a, over chars
    for (int i = 0; i < stream.length(); i++) {
      hash = (hash ^ stream.charAt(i)) * 0x100000001B3L;
    }
    return key(seed, hash);
  }

  /** 64 random bits: element {@code counter} of the stream. */
  public static long bits(long key, long counter) {
    return mix(key + (counter + 1) * GOLDEN_GAMMA);
  }

  /** A value from 0 (inclusive) to 1 (exclusive), a multiple of 2^-53. */
  public static double unit(long key, long counter) {
    return (bits(key, counter) >>> 11) * 0x1p-53;
  }

  /** A value from 0 (inclusive) to {@code bound} (exclusive); the bias is below 2^-32. */
  public static int below(int bound, long key, long counter) {
    return (int) Math.unsignedMultiplyHigh(bits(key, counter), bound);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
