package dev.lanewise.annotations;

/** What the update gate z of a gated recurrent unit is the part of. */
public enum UpdateGate {
  /** Of the old state: {@code h' = (1 - z) n + z h}, as Cho et al. (2014), PyTorch and Keras. */
  KEEP,
  /** Of the new one: {@code h' = (1 - z) h + z n}, as Chung et al. (2014). */
  REPLACE
}
