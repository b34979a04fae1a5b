package dev.lanewise.annotations;

/** How predictors keep the weights that they multiply with. */
public enum WeightStorage {
  /** As they were trained. */
  FULL_PRECISION,
  /**
   * Rounded to bfloat16, the upper half of a float: a sign, the eight bits of the exponent, and
   * seven of the fraction. What is computed with them is computed in floats.
   */
  BFLOAT16
}
