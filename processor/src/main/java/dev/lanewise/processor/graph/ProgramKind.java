package dev.lanewise.processor.graph;

/** The programs of a model. */
public enum ProgramKind {
  /** Prediction of one sample. */
  LATENCY,
  /** Prediction of up to a batch. */
  BATCHED,
  /** A training step: forward, losses, backward. */
  TRAINING
}
