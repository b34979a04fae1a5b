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

  /**
   * The packing that prediction of a single row reads; may be the same object as {@link #master()}.
   */
  public abstract Packing latency();
}
