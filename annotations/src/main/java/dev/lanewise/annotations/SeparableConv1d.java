package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution in two steps, as Keras's {@code SeparableConv1D}: along length of each channel on
 * its own, and then across channels at each position. A sample of shape {@code {C, L}} becomes
 * {@code {filters, L'}}; m is the multiplier.
 *
 * <pre>
 * d[c m + j][o] = sum over t: x[c][o stride + t dilation - before] depthwise.weight[c m + j][0][t]
 * y[f][o] = activation(pointwise.bias[f] + sum over i: d[i][o] pointwise.weight[f][i])
 * output size = (size + before + after - dilation (kernel - 1) - 1) / stride + 1, rounded down
 * </pre>
 *
 * <p>Also of sequences, along time, whose features are the channels; samples may have steps of
 * their own numbers with {@code padding = CAUSAL} and {@code stride = 1}.
 *
 * <p>Parameters: {@code depthwise.weight} of shape {@code {C m, 1, k}}, {@code pointwise.weight} of
 * {@code {filters, C m, 1}} and {@code pointwise.bias} of {@code {filters}}. By default they start
 * as those of two convolutions of PyTorch's.
 *
 * <p>Gradients: those of the two convolutions.
 *
 * <p>Errors: {@code [SpaceAxes]} at an input with other axes; {@code [VariableLength]} at a
 * sequence of varying length that it would read beyond its steps; {@code [ConvFilters]}, {@code
 * [KernelSize]}, {@code [StrideSize]} and {@code [DilationSize]} at numbers below 1 or of another
 * count than axes; {@code [PadsCount]} at both padding and pads, or pads that are negative or of a
 * wrong count; {@code [OutputSize]} where the kernel is longer than the padded input; {@code
 * [TooLarge]}.
 *
 * @see <a href="https://arxiv.org/abs/1610.02357">Chollet, Xception: Deep Learning with Depthwise
 *     Separable Convolutions (2017)</a>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SeparableConv1d {
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

  /** Channels between the two steps for each channel of the input. */
  int multiplier() default 1;

  /** Whether a trained number is added to each channel of the output. */
  boolean bias() default true;

  /** What is applied to the sum. */
  ActivationFunction activation() default ActivationFunction.LINEAR;

  /** How the weights start; the bias starts at zero but for the default. */
  Initializer initializer() default Initializer.DEFAULT;
}
