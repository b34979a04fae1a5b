package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns the scores along an axis into logarithms of probabilities: {@code y_i = x_i - max x - log
 * Σ_j exp(x_j - max x)}, as {@code torch.nn.LogSoftmax(dim)}. Large scores do not overflow, and
 * small probabilities keep their digits. The shape stays. No parameters.
 *
 * <p>Gradient: {@code xGrad_i = yGrad_i - exp(y_i) Σ_j yGrad_j}.
 *
 * <p>A {@link NegativeLogLikelihoodLoss} reads it; both together are what {@link CrossEntropyLoss}
 * is of the scores.
 *
 * <p>Errors: {@code [AxisRange]}, {@code [NotFloats]} at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LogSoftmax {
  /** The axis, from 0 without the batch axis, or from the end, where -1 is the last. */
  int axis() default -1;
}
