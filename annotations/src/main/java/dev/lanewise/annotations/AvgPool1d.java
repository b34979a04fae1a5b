package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The average of each window along length, channel by channel, as {@code torch.nn.AvgPool1d}: a
 * sample of shape {@code {C, L}} becomes {@code {C, L'}}.
 *
 * <pre>
 * y[c][o] = sum over t: x[c][o stride + t - before] / divisor[o]
 * output size = (size + before + after - kernel) / stride + 1, rounded down
 * </pre>
 *
 * <p>Also of sequences, along time, whose features are the channels; samples may have steps of
 * their own numbers with {@code padding = CAUSAL} and {@code stride = 1}.
 *
 * <p>No parameters.
 *
 * <p>Gradient: that of a window, divided as its sum was, goes to each of its elements.
 *
 * <p>Errors: {@code [SpaceAxes]} at an input with other axes; {@code [VariableLength]} at a
 * sequence of varying length that it would read beyond its steps; {@code [KernelSize]} and {@code
 * [StrideSize]} at numbers below 1 or of another count than axes; {@code [PadsCount]} at both
 * padding and pads, or pads that are negative or of a wrong count; {@code [PoolPads]} at pads
 * beyond half the kernel; {@code [OutputSize]} where the kernel is longer than the padded input.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AvgPool1d {
  /** Elements of a window along each axis; one number stands for all. */
  int[] value();

  /** Steps from one window to the next, along each axis or all; none means the kernel. */
  int[] stride() default {};

  /** Pads around the input, by rule. */
  Padding padding() default Padding.VALID;

  /**
   * Pads around the input, by number: one for all, one for each axis, or ONNX's order, all that
   * stand before and then all that stand behind.
   */
  int[] pads() default {};

  /** Whether a last window that is not whole counts, as long as it begins within the input. */
  boolean ceilMode() default false;

  /** Whether the divisor counts pads; otherwise it counts the elements of the input alone. */
  boolean countIncludePad() default true;
}
