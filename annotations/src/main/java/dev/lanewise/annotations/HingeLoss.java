package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The hinge loss of a node and its targets, which are -1 or 1, a mean over rows and elements:
 *
 * <pre>{@code loss = weight / (rows * n) * Σ max(0, 1 - label_i * x_i)}</pre>
 *
 * as {@code keras.losses.Hinge}. Reads a node of {@code n} elements and a {@link Label} of the same
 * shape, in this order; gives a scalar. No parameters. Scores are raw, without an activation that
 * bounds them.
 *
 * <p>Gradient: {@code xGrad = -weight / (rows * n) * label where label * x < 1}, 0 elsewhere.
 *
 * <p>Errors: {@code [LossShape]} at a second parameter of another shape, {@code [NotFloats]},
 * {@code [LossWeight]} at a weight that is not positive and finite, {@code [WrongInputCount]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface HingeLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;
}
