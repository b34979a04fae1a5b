package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Transposed convolution along length, as {@code torch.nn.ConvTranspose1d}: a sample of shape
 * {@code {C, L}} becomes {@code {filters, L'}}. Each input is spread over the outputs that a
 * convolution would have made it of, so that a stride enlarges.
 *
 * <pre>
 * y[f][i] = activation(bias[f] + sum over c, and o, t with o stride + t dilation - before = i: x[c][o] weight[c][f][t])
 * output size = (size - 1) stride - before - after + dilation (kernel - 1) + 1 + outputPadding
 * </pre>
 *
 * <p>With groups, each channel is spread over the filters of its own group alone, which the second
 * axis of weight counts.
 *
 * <p>Also of sequences, along time, whose features are the channels.
 *
 * <p>Parameters: {@code weight} of shape {@code {C, filters / groups, k}} and {@code bias} of
 * {@code {filters}}. By default both start uniform within 1/sqrt(filters / groups times the taps),
 * as in PyTorch.
 *
 * <p>Gradients: of x the convolution of yGrad; of weight and bias the sums over samples and
 * positions.
 *
 * <p>Errors: {@code [SpaceAxes]} at an input with other axes; {@code [VariableLength]} at a
 * sequence of varying length; {@code [ConvFilters]}, {@code [KernelSize]}, {@code [StrideSize]} and
 * {@code [DilationSize]} at numbers below 1 or of another count than axes; {@code [PadsCount]} at
 * pads that are negative or of a wrong count; {@code [OutputPadding]} at one that is negative, or
 * neither below the stride nor below the dilation; {@code [OutputSize]} where the pads leave
 * nothing; {@code [ConvGroups]} where the groups do not divide channels and filters; {@code
 * [TooLarge]}.
 *
 * @see <a href="https://arxiv.org/abs/1603.07285">Dumoulin and Visin, A guide to convolution
 *     arithmetic for deep learning (2016), section 4</a>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ConvTranspose1d {
  /** Channels of the output. */
  int filters();

  /** Taps along each axis; one number stands for all. */
  int[] kernel();

  /** Outputs from one input to the next, along each axis or all. */
  int[] stride() default 1;

  /**
   * Outputs cut off at the sides: one number for all, one for each axis, or ONNX's order, all that
   * stand before and then all that stand behind.
   */
  int[] pads() default {};

  /** Outputs more behind the last, along each axis or all: a stride leaves several sizes open. */
  int[] outputPadding() default 0;

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
