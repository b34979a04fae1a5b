package dev.lanewise.runtime.program;

/**
 * One width of a generated model: where it wants its weights. Generated facades select one per JVM.
 */
public abstract class Program {
  /** For generated subclasses. */
  protected Program() {}

  /** Vector width in bits; 0 for the scalar twin. */
  public abstract int bits();

  /** The packing that training and batched prediction read and that optimisers sweep over. */
  public abstract Packing master();

  /** The packing that prediction of a single row reads. */
  public abstract Packing latency();

  /**
   * The packing that a stepper reads: that of a single row itself, where it reads them alike and
   * neither prepares anything.
   */
  public Packing stepper() {
    return latency();
  }

  /** Where the arena of training holds what stays from step to step; empty where nothing does. */
  public Packing trainStates() {
    return Packing.of(0, 0, new int[0]);
  }

  /**
   * Length of the weights of batched prediction while they are prepared: the master packing, and
   * behind it what {@link #prepareBatch} computes.
   */
  public int batchedSize() {
    return master().size();
  }

  /**
   * How many of these, from the first on, predictions read: the master packing among them. What is
   * behind them has served when all is prepared.
   */
  public int batchedLasting() {
    return batchedSize();
  }

  /**
   * Length of the weights of prediction of a single row while they are prepared: the latency
   * packing, and within and behind it what {@link #prepareOne} computes.
   */
  public int latencySize() {
    return latency().size();
  }

  /** How many of these, from the first on, predictions read. */
  public int latencyLasting() {
    return latencySize();
  }

  /**
   * Length of the weights of a stepper while they are prepared: its packing, and within and behind
   * it what {@link #prepareStepper} computes.
   */
  public int stepperSize() {
    return stepper().size();
  }

  /** How many of these, from the first on, a stepper reads. */
  public int stepperLasting() {
    return stepperSize();
  }

  /**
   * Computes, once for published weights, what batched prediction needs of the weights alone.
   *
   * @param weights reals of {@link #batchedSize()}, in master packing
   */
  public void prepareBatch(Object weights) {}

  /**
   * Computes, once for published weights, what prediction of a single row needs of the weights
   * alone.
   *
   * @param weights reals of at least {@link #latencySize()}, in latency packing
   */
  public void prepareOne(Object weights) {}

  /**
   * Computes, once for published weights, what a stepper needs of the weights alone.
   *
   * @param weights reals of at least {@link #stepperSize()}, in the stepper's packing
   */
  public void prepareStepper(Object weights) {}
}
