package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean absolute error of a node and its targets, a mean over rows and elements:
 *
 * <pre>{@code loss = weight / (rows * n) * Σ |x_i - label_i|}</pre>
 *
 * as {@code torch.nn.L1Loss()}. Reads a node of {@code n} elements and a {@link Label} of the same
 * shape, in this order; gives a scalar. No parameters.
 *
 * <p>Gradient: {@code xGrad = weight / (rows * n) * sign(x - label)}, 0 where both are equal.
 *
 * <p>Errors: {@code [LossShape]} at a second parameter of another shape, {@code [NotFloats]},
 * {@code [LossWeight]} at a weight that is not positive and finite, {@code [WrongInputCount]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MeanAbsoluteErrorLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;
}
