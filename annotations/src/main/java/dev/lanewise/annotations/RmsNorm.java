package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Divides each sample by its root mean square over its last axes (Zhang and Sennrich, Root Mean
 * Square Layer Normalization, 2019), as {@code torch.nn.RMSNorm}: {@code y = x / sqrt(mean(x²) +
 * eps) * weight}, with the mean over the last axis, or the last {@link #axes}. Any shape; the shape
 * stays. Training and prediction are the same.
 *
 * <p>Parameter, as in PyTorch's {@code state_dict}, unless {@code affine = false}: {@code
 * <name>.weight} of the shape of the normalised axes, at first 1. {@link Named} replaces {@code
 * <name>}.
 *
 * <p>Gradients, with {@code v = x / sqrt(mean(x²) + eps)}, {@code vGrad = yGrad weight} and means
 * over the normalised axes: {@code xGrad = (vGrad - v mean(vGrad v)) / sqrt(mean(x²) + eps)};
 * {@code weightGrad = Σ yGrad v} over the rows and the axes before the normalised ones.
 *
 * <p>Errors: {@code [NormalizationEpsilon]}, {@code [NormalizationAxes]} at values out of range,
 * {@code [NotFloats]} at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface RmsNorm {
  /** How many axes are normalised together, counted from the last; at least 1. */
  int axes() default 1;

  /**
   * What is added to the mean square. 0, the default, stands for the machine epsilon of the model's
   * type as in PyTorch: 1.1920929e-07 in {@code float}, 2.220446049250313e-16 in {@code double}.
   */
  double eps() default 0;

  /** Whether each element has a weight. */
  boolean affine() default true;
}
