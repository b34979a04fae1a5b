package dev.lanewise.annotations;

/** What becomes of the outputs of both directions of a recurrent layer, of {@code units} each. */
public enum Merge {
  /** Side by side, those of the direction back behind: {@code 2 units}. */
  CONCAT,
  /** Their sum. */
  SUM,
  /** Their product, element by element. */
  MULTIPLY,
  /** Their mean. */
  AVERAGE
}
