package dev.lanewise.processor.graph;

/** The programs of a model. */
public enum ProgramKind {
  /** Prediction of one sample. */
  LATENCY,
  /** Prediction of up to a batch. */
  BATCHED,
  /** A training step: forward, losses, backward. */
  TRAINING,
  /** Prediction of one sample, step by step: what loops carry stays between the calls. */
  STEPPER;

  /** Whether a call has a single sample. */
  public boolean isForOne() {
    return this == LATENCY || this == STEPPER;
  }
}
