package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Normalises each feature, or each channel of lines, over the rows of a minibatch (Ioffe and
 * Szegedy, Batch Normalization, 2015), as {@code torch.nn.BatchNorm1d}: {@code y = (x - mean) /
 * sqrt(variance + eps) * weight + bias}. Reads one node of shape {@code F}, features, {@code C, L},
 * channels along a line, or {@code T, C}, a sequence; the shape stays. Of lines also the places
 * along them count, and of sequences the steps: n values of a channel are the rows times L or T, of
 * a feature the rows.
 *
 * <p>In training mean and variance are those of the n values of the step, however many rows they
 * are, the variance divided by n. Each step moves the running statistics by {@code running +=
 * momentum * (found - running)}, where the found variance is divided by n - 1. A single value,
 * which PyTorch refuses, has no variance: its {@code y} is the bias, and the running variance
 * stays.
 *
 * <p>In prediction mean and variance are the running ones, so that rows do not depend on each
 * other. Behind a {@link Dense} or a convolution without an activation that nobody else reads, the
 * normalisation is folded into its weights and bias, once for all predictions with the same
 * weights, and costs nothing. Elsewhere it is one product and one addition.
 *
 * <p>Parameters, as in PyTorch's {@code state_dict}: {@code <name>.weight} of shape {@code F} or
 * {@code C}, at first 1, and {@code <name>.bias} of the same shape, at first 0, unless {@code
 * affine = false}. Buffers, which are saved and which optimisers leave alone: {@code
 * <name>.running_mean}, at first 0, and {@code <name>.running_var}, at first 1; {@code
 * num_batches_tracked} is accepted in files and not kept. {@link Named} replaces {@code <name>}.
 *
 * <p>Gradients, with {@code v = (x - mean) / sqrt(variance + eps)} and sums and means over the n
 * values: {@code biasGrad = Σ yGrad}, {@code weightGrad = Σ yGrad v}, {@code xGrad = weight /
 * sqrt(variance + eps) * (yGrad - mean(yGrad) - v mean(yGrad v))}.
 *
 * <p>Errors: {@code [NormalizationEpsilon]}, {@code [BatchNormMomentum]} at values out of range,
 * {@code [FeatureAxis]}, {@code [SpaceAxes]} and {@code [NotFloats]} at the parameter that reads a
 * node with other axes, {@code [VariableLength]} at a sequence of varying length.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BatchNorm1d {
  /** What is added to the variance, a positive number. */
  double eps() default 1e-5;

  /** The share of the new statistics in the running ones, from 0 to 1. */
  double momentum() default 0.1;

  /** Whether each feature or channel has a weight and a bias. */
  boolean affine() default true;
}
