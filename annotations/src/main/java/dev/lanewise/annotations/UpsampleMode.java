package dev.lanewise.annotations;

/** What {@link Upsample} puts between the elements. */
public enum UpsampleMode {
  /** The element itself, repeated. */
  NEAREST,
  /** Values on the line between neighbours, along each axis. */
  BILINEAR
}
