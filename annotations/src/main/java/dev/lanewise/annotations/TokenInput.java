package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sequence of tokens that the caller hands over, on a method without parameters: {@code length}
 * ints, each from 0 to {@code vocabulary - 1}, for {@link Embedding} to read. Words, characters,
 * products or weekdays; with a length of 1 a single category.
 *
 * <p>Every call checks that all tokens are in the vocabulary; one that is not is an {@code
 * IllegalArgumentException} with the input's name, the token and its index. A data set holds them
 * as {@code Column.ints(tokens, length)}.
 *
 * <p>Errors: {@code [SequenceSize]} at a length below 1, {@code [VocabularySize]} at a vocabulary
 * below 1, {@code [WrongInputCount]} if the method has parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface TokenInput {
  /** Tokens of a sample, at least 1. */
  int length();

  /** How many different tokens there are, at least 1. */
  int vocabulary();

  /**
   * Whether each sample has steps of its own number, from 1 to {@code length}: the model then reads
   * these numbers too, in a {@code predict(x, xSteps, y)} and as column {@code x.steps}, and what
   * lies behind the last step of a sample never counts. It must be a token all the same.
   */
  boolean variable() default false;
}
