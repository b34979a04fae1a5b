package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Normalises each sample on its own over its last axes (Ba et al., Layer Normalization, 2016), as
 * {@code torch.nn.LayerNorm}: {@code y = (x - mean) / sqrt(variance + eps) * weight + bias}, with
 * mean and variance over the last axis, or the last {@link #axes}, the variance divided by the
 * number of elements. Any shape; the shape stays. Training and prediction are the same.
 *
 * <p>Parameters, as in PyTorch's {@code state_dict}, unless {@code affine = false}: {@code
 * <name>.weight}, at first 1, and {@code <name>.bias}, at first 0, both of the shape of the
 * normalised axes. {@link Named} replaces {@code <name>}.
 *
 * <p>Gradients, with {@code v = (x - mean) / sqrt(variance + eps)}, {@code vGrad = yGrad weight}
 * and means over the normalised axes: {@code xGrad = (vGrad - mean(vGrad) - v mean(vGrad v)) /
 * sqrt(variance + eps)}; {@code weightGrad = Σ yGrad v} and {@code biasGrad = Σ yGrad} over the
 * rows and the axes before the normalised ones.
 *
 * <p>Errors: {@code [NormalizationEpsilon]}, {@code [NormalizationAxes]} at values out of range,
 * {@code [NotFloats]} at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LayerNorm {
  /** How many axes are normalised together, counted from the last; at least 1. */
  int axes() default 1;

  /** What is added to the variance, a positive number. */
  double eps() default 1e-5;

  /** Whether each element has a weight and a bias. */
  boolean affine() default true;
}
