package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sequence that the caller hands over, on a method without parameters: {@code length} steps of
 * {@code features} numbers each, in one array, a step after the other ({@code x[t * features +
 * f]}), as PyTorch's recurrent layers have it with {@code batch_first}.
 *
 * <p>What works on features works at each step with the same parameters: {@link Dense} and the
 * activations, {@link Softmax}, {@link Dropout}, {@link LayerNorm}, arithmetic, the losses. {@link
 * Flatten} makes features of all steps together. What slides along a line slides along time, the
 * features being its channels: {@link Conv1d}, {@link MaxPool1d} and the like.
 *
 * <p>Values are of the model's {@link DataType}, one sample after the other. In a {@link Block} it
 * is what a use of the block gives.
 *
 * <p>Errors: {@code [VariableLength]} at a layer that would read all steps where their number
 * varies, {@code [OtherSteps]} at one that puts sequences of different numbers together, {@code
 * [SequenceSize]} at a size below 1, or where a batch of samples exceeds what an array holds;
 * {@code [WrongInputCount]} if the method has parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SequenceInput {
  /** Steps, at least 1. */
  int length();

  /** Numbers in each step, at least 1. */
  int features();

  /**
   * Whether each sample has steps of its own number, from 1 to {@code length}: the model then reads
   * these numbers too, in a {@code predict(x, xSteps, y)} and as column {@code x.steps}, and what
   * lies behind the last step of a sample never counts. It must be finite, as zeros are. A
   * prediction of a single sample runs recurrent layers for the steps that it has.
   */
  boolean variable() default false;
}
