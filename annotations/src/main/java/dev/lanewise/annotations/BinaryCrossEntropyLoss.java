package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The cross entropy of probabilities and their targets, each element a decision of its own, a mean
 * over rows and elements:
 *
 * <pre>{@code loss = -weight / (rows * n) * Σ (label_i log x_i + (1 - label_i) log(1 - x_i))}</pre>
 *
 * as {@code torch.nn.BCELoss()}. Reads a node of {@code n} elements and a {@link Label} of the same
 * shape, in this order; gives a scalar. No parameters. The node holds probabilities, such as a
 * sigmoid; labels are from 0 to 1. A logarithm counts as at least -100, so that a certain error
 * costs much, but not infinity. A {@link BinaryCrossEntropyWithLogitsLoss} of the scores before the
 * sigmoid is faster and more exact.
 *
 * <p>Gradient: {@code xGrad = weight / (rows * n) * (x - label) / max(x (1 - x), 1e-12)}.
 *
 * <p>Errors: {@code [LossShape]} at a second parameter of another shape, {@code [NotFloats]},
 * {@code [LossWeight]} at a weight that is not positive and finite, {@code [WrongInputCount]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BinaryCrossEntropyLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;
}
