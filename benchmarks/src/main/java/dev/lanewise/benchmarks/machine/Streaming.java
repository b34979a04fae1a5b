package dev.lanewise.benchmarks.machine;

import dev.lanewise.benchmarks.timing.Routine;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix-vector product that re-reads a matrix of a given size: eight accumulators, one broadcast
 * and eight loads a step. Its speed is the bandwidth of the cache that the matrix fits in, which
 * bounds every dense or recurrent layer at batch 1.
 *
 * <pre>
 *   for block                          one method call each
 *     for k in 0..K                    the hot loop
 *       sums[0..8 vectors) += z[k] * matrix[block][k][0..8 vectors)
 * </pre>
 */
public final class Streaming implements Routine {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int L = F.length();
  private static final int ROW = 8 * L;

  /** Rows of a block at most: z then stays within 1 KB and takes no bandwidth. */
  private static final int BLOCK_ROWS = 256;

  /**
   * A large array under G1 starts at a region, and its elements 16 bytes later: 12 floats on, a
   * cache line begins. Reads that straddle lines cost up to a third of the bandwidth.
   */
  private static final int ALIGNMENT = 12;

  /** Large enough to be allocated as a region of its own however little of it is read. */
  private static final int SMALLEST_ARRAY = 8 << 20;

  /**
   * Smaller matrices are in the first-level cache too, and their calls take longer than they do.
   */
  private static final int SMALLEST_MATRIX = 16 << 10;

  private final float[] matrix;
  private final float[] z = new float[BLOCK_ROWS];
  private final float[] sums = new float[ROW];
  private final int rows;
  private final int blocks;

  /**
   * Reads {@code bytes} a repetition; a multiple of a whole block, or one block smaller than that.
   */
  public Streaming(int bytes) {
    rows = Math.min(BLOCK_ROWS, bytes / Float.BYTES / ROW);
    blocks = bytes / Float.BYTES / ROW / rows;
    if (rows * blocks * ROW * Float.BYTES != bytes) {
      throw new IllegalArgumentException(bytes + " bytes are no whole number of blocks");
    }
    matrix = new float[Math.max(SMALLEST_ARRAY, bytes / Float.BYTES + ALIGNMENT)];
    Arrays.fill(matrix, 0.5f);
    Arrays.fill(z, 1e-3f);
  }

  /** Reads a matrix of whole blocks in the cache that one of {@code bytes} fits in. */
  public static Streaming about(long bytes) {
    long rows = Math.max(SMALLEST_MATRIX, bytes) / Float.BYTES / ROW;
    long whole = rows <= BLOCK_ROWS ? rows : rows - rows % BLOCK_ROWS;
    return new Streaming(Math.toIntExact(whole * ROW * Float.BYTES));
  }

  /** What a repetition reads. */
  public int bytes() {
    return rows * blocks * ROW * Float.BYTES;
  }

  @Override
  public void repeat(int times) {
    for (int i = 0; i < times; i++) {
      for (int block = 0; block < blocks; block++) {
        product(z, matrix, ALIGNMENT + block * rows * ROW, sums, rows);
      }
    }
  }

  private static void product(float[] z, float[] matrix, int offset, float[] sums, int rows) {
    FloatVector c0 = FloatVector.fromArray(F, sums, 0);
    FloatVector c1 = FloatVector.fromArray(F, sums, L);
    FloatVector c2 = FloatVector.fromArray(F, sums, 2 * L);
    FloatVector c3 = FloatVector.fromArray(F, sums, 3 * L);
    FloatVector c4 = FloatVector.fromArray(F, sums, 4 * L);
    FloatVector c5 = FloatVector.fromArray(F, sums, 5 * L);
    FloatVector c6 = FloatVector.fromArray(F, sums, 6 * L);
    FloatVector c7 = FloatVector.fromArray(F, sums, 7 * L);
    int at = offset;
    for (int k = 0; k < rows; k++) {
      FloatVector v = FloatVector.broadcast(F, z[k]);
      c0 = v.fma(FloatVector.fromArray(F, matrix, at), c0);
      c1 = v.fma(FloatVector.fromArray(F, matrix, at + L), c1);
      c2 = v.fma(FloatVector.fromArray(F, matrix, at + 2 * L), c2);
      c3 = v.fma(FloatVector.fromArray(F, matrix, at + 3 * L), c3);
      c4 = v.fma(FloatVector.fromArray(F, matrix, at + 4 * L), c4);
      c5 = v.fma(FloatVector.fromArray(F, matrix, at + 5 * L), c5);
      c6 = v.fma(FloatVector.fromArray(F, matrix, at + 6 * L), c6);
      c7 = v.fma(FloatVector.fromArray(F, matrix, at + 7 * L), c7);
      at += ROW;
    }
    c0.intoArray(sums, 0);
    c1.intoArray(sums, L);
    c2.intoArray(sums, 2 * L);
    c3.intoArray(sums, 3 * L);
    c4.intoArray(sums, 4 * L);
    c5.intoArray(sums, 5 * L);
    c6.intoArray(sums, 6 * L);
    c7.intoArray(sums, 7 * L);
  }
}
