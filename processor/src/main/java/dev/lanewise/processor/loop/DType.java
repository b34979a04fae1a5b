package dev.lanewise.processor.loop;

/**
 * Element types of arrays, registers and tensors. I64 occurs only in registers, as a bit pattern.
 */
public enum DType {
  F32("f32", 32),
  F64("f64", 64),
  I32("i32", 32),
  I64("i64", 64);

  private final String label;
  private final int bits;

  DType(String label, int bits) {
    this.label = label;
    this.bits = bits;
  }

  public int bits() {
    return bits;
  }

  public boolean isFloat() {
    return this == F32 || this == F64;
  }

  /** The integer type of the same size, which holds this type's bit pattern. */
  public DType bitPattern() {
    return bits == 32 ? I32 : I64;
  }

  @Override
  public String toString() {
    return label;
  }
}
