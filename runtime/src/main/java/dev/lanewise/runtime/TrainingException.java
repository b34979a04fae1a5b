package dev.lanewise.runtime;

/** Training came to numbers that are not finite; the network has the weights published last. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int epoch;
  private final long step;

  TrainingException(String message, int epoch, long step) {
    super(message);
    this.epoch = epoch;
    this.step = step;
  }

  /** The epoch, 1 for the trainer's first; 0 if it happened in {@link Trainer#step}. */
  public int epoch() {
    return epoch;
  }

  /**
   * The step within the epoch, 1 for the first; for {@link Trainer#step} the trainer's steps so
   * far.
   */
  public long step() {
    return step;
  }
}
