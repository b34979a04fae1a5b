package dev.lanewise.processor.loop;

/**
 * What a program is generated for: a vector width and the number of vector registers. Everything
 * that depends on the width (packing, tiles, offsets) asks the target, so one lowering serves all
 * widths.
 *
 * @param bits vector width in bits; 0 is the scalar twin, one lane in plain Java
 * @param registers vector registers that C2 may allocate
 */
public record Target(int bits, int registers) {
  public static final Target VECTOR_512 = new Target(512, 32);
  public static final Target VECTOR_256 = new Target(256, 16);
  public static final Target VECTOR_128 = new Target(128, 16);
  public static final Target SCALAR = new Target(0, 16);

  /** The target of a width. */
  public static Target ofBits(int bits) {
    return switch (bits) {
      case 512 -> VECTOR_512;
      case 256 -> VECTOR_256;
      case 128 -> VECTOR_128;
      case 0 -> SCALAR;
      default -> throw new IllegalArgumentException("no target of " + bits + " bits");
    };
  }

  public boolean isScalar() {
    return bits == 0;
  }

  /**
   * Elements of {@code type} in a vector. Two would be too few: C2 on x86 has no mask of two lanes,
   * so that every compare and blend of doubles at 128 bits allocates; there they are scalars.
   */
  public int lanes(DType type) {
    int lanes = bits / type.bits();
    return lanes > 2 ? lanes : 1;
  }

  /**
   * Accumulators a register tile may hold. With 16 registers one too many costs half the speed
   * under C2 (measured: 4x2 107, 5x2 42 GFLOP/s), so the budget stays at 8; with 32, tiles of 14 to
   * 24 all reach the peak, and 16 leaves the call sites of an epilogue room.
   */
  public int accumulators() {
    return registers >= 32 ? 16 : 8;
  }

  /**
   * Independent sums that hide the latency of an FMA. Where a vector of 512 bits takes both units
   * of 256, four do: a product of 1 row, 4 vectors and K = 16 in one chain takes 0.90 of its time
   * in two.
   */
  public int independentSums() {
    return bits >= 512 ? 4 : 8;
  }

  @Override
  public String toString() {
    return isScalar() ? "scalar" : bits + " bits";
  }
}
