package dev.lanewise.processor.graph;

import java.util.List;

/** Where an annotation becomes nodes: the first question to an op, "what did the user write?". */
public interface Room {
  /** What a node is to the model, whatever it computes. */
  enum Kind {
    /** Handed over by the caller. */
    INPUT,
    /** Handed over in training, for losses to compare with. */
    LABEL,
    /** Carried from step to step of a cell. */
    STATE,
    /** Computed: others may read it, and it may be an output. */
    LAYER,
    /** A scalar that training reduces, where the graph ends. */
    LOSS
  }

  /** Simple name of the annotation, such as {@code Dense}. */
  String annotation();

  default Kind kind() {
    return Kind.LAYER;
  }

  /** Fewest nodes the method may read. */
  default int minInputs() {
    return 1;
  }

  /** Most nodes the method may read. */
  default int maxInputs() {
    return 1;
  }

  /**
   * Whether the room takes nodes whose value is the same for all samples, such as
   * {@code @Parameter}, as they are; other rooms get them repeated for each sample.
   */
  default boolean takesUnbatched() {
    return false;
  }

  /**
   * Whether the room works at each step of a sequence as it does on a sample: then it gets the
   * steps as rows, and its results become sequences again.
   */
  default boolean perStep(Attributes attributes) {
    return false;
  }

  /**
   * Whether the room knows that samples may have steps of their own numbers, {@link Layer#steps};
   * others get sequences with such only {@linkplain #perStep step by step}.
   */
  default boolean takesSteps() {
    return false;
  }

  /**
   * Whether the room works along an image's one axis of space: then it may read a sequence too, as
   * an image whose channels are the features, and the images that it gives become sequences.
   */
  default boolean alongTime() {
    return false;
  }

  /**
   * Whether it makes of each step one, which knows of no later steps: then samples may have steps
   * of their own numbers.
   */
  default boolean isCausal(Attributes attributes) {
    return false;
  }

  /**
   * Names of results besides the value, such as the last state of a recurrence, which
   * {@code @StateOf} reads. {@link #parse} gives each of them to {@link Layer#state}.
   */
  default List<String> states() {
    return List.of();
  }

  /**
   * Adds the layer's nodes. The frontend has checked the number of inputs, and that none of them is
   * in error.
   *
   * @return the value that the method's name stands for, or null after a fault was reported
   */
  Value parse(Layer layer);
}
