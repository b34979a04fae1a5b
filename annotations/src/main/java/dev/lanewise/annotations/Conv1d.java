package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Convolution along length, as {@code torch.nn.Conv1d}: a sample of shape {@code {C, L}} becomes
 * {@code {filters, L'}}.
 *
 * <pre>
 * y[f][o] = activation(bias[f] + sum over c, t: x[c][o stride + t dilation - before] weight[f][c][t])
 * output size = (size + before + after - dilation (kernel - 1) - 1) / stride + 1, rounded down
 * </pre>
 *
 * <p>With groups, each filter reads the channels of its own group alone: c runs over those, and the
 * second axis of weight counts them. As many groups as channels make the convolution depthwise.
 *
 * <p>A sequence is convolved along time: its features are the channels, and of {@code T, C} becomes
 * a sequence {@code T', filters}. With {@code padding = CAUSAL} no step sees a later one, and where
 * {@code stride} is 1 besides, samples may have steps of their own numbers.
 *
 * <p>Parameters: {@code weight} of shape {@code {filters, C / groups, k}} and {@code bias} of
 * {@code {filters}}. By default both start uniform within 1/sqrt(C / groups times the taps), as in
 * PyTorch.
 *
 * <p>Gradients: of x the transposed convolution of yGrad; of weight and bias the sums over samples
 * and positions.
 *
 * <p>Errors: {@code [SpaceAxes]} at an input with other axes; {@code [VariableLength]} at a
 * sequence of varying length that it would read beyond its steps; {@code [ConvFilters]}, {@code
 * [KernelSize]}, {@code [StrideSize]} and {@code [DilationSize]} at numbers below 1 or of another
 * count than axes; {@code [PadsCount]} at both padding and pads, or pads that are negative or of a
 * wrong count; {@code [OutputSize]} where the kernel is longer than the padded input; {@code
 * [ConvGroups]} where the groups do not divide channels and filters; {@code [TooLarge]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Conv1d {
  /** Channels of the output. */
  int filters();

  /** Taps along each axis; one number stands for all. */
  int[] kernel();

  /** Steps from one output to the next, along each axis or all. */
  int[] stride() default 1;

  /** Zeros around the input, by rule. */
  Padding padding() default Padding.VALID;

  /**
   * Zeros around the input, by number: one for all, one for each axis, or ONNX's order, all that
   * stand before and then all that stand behind.
   */
  int[] pads() default {};

  /** Distance of neighbouring taps, along each axis or all. */
  int[] dilation() default 1;

  /** Parts that channels and filters fall into. */
  int groups() default 1;

  /** Whether a trained number is added to each channel. */
  boolean bias() default true;

  /** What is applied to the sum. */
  ActivationFunction activation() default ActivationFunction.LINEAR;

  /** How the weights start; the bias starts at zero but for the default. */
  Initializer initializer() default Initializer.DEFAULT;
}
