package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns the scores along an axis into probabilities: {@code y_i = exp(x_i - max x) / Σ_j exp(x_j -
 * max x)}, as {@code torch.nn.Softmax(dim)}. The maximum is subtracted, so large scores do not
 * overflow. The shape stays. No parameters.
 *
 * <p>Gradient: {@code xGrad_i = y_i (yGrad_i - Σ_j y_j yGrad_j)}.
 *
 * <p>A {@link CrossEntropyLoss} reads the scores, not the probabilities: it holds a softmax of its
 * own.
 *
 * <p>Errors: {@code [AxisRange]}, {@code [NotFloats]} at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Softmax {
  /** The axis, from 0 without the batch axis, or from the end, where -1 is the last. */
  int axis() default -1;
}
