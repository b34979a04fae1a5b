package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Convolution along length of each channel on its own, as Keras's {@code DepthwiseConv1D} and
 * {@code torch.nn.Conv1d(C, C m, k, groups = C)}: a sample of shape {@code {C, L}} becomes {@code
 * {C m, L'}}, m being the multiplier.
 *
 * <pre>
 * y[c m + j][o] = activation(bias[c m + j] + sum over t: x[c][o stride + t dilation - before] weight[c m + j][0][t])
 * output size = (size + before + after - dilation (kernel - 1) - 1) / stride + 1, rounded down
 * </pre>
 *
 * <p>Also of sequences, along time, whose features are the channels; samples may have steps of
 * their own numbers with {@code padding = CAUSAL} and {@code stride = 1}.
 *
 * <p>Parameters: {@code weight} of shape {@code {C m, 1, k}} and {@code bias} of {@code {C m}}. By
 * default both start uniform within 1/sqrt(taps), as in PyTorch.
 *
 * <p>Gradients: of x the transposed convolution of yGrad; of weight and bias the sums over samples
 * and positions.
 *
 * <p>Errors: {@code [SpaceAxes]} at an input with other axes; {@code [VariableLength]} at a
 * sequence of varying length that it would read beyond its steps; {@code [ConvFilters]}, {@code
 * [KernelSize]}, {@code [StrideSize]} and {@code [DilationSize]} at numbers below 1 or of another
 * count than axes; {@code [PadsCount]} at both padding and pads, or pads that are negative or of a
 * wrong count; {@code [OutputSize]} where the kernel is longer than the padded input; {@code
 * [TooLarge]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface DepthwiseConv1d {
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

  /** Channels of the output for each channel of the input. */
  int multiplier() default 1;

  /** Whether a trained number is added to each channel of the output. */
  boolean bias() default true;

  /** What is applied to the sum. */
  ActivationFunction activation() default ActivationFunction.LINEAR;

  /** How the weights start; the bias starts at zero but for the default. */
  Initializer initializer() default Initializer.DEFAULT;
}
