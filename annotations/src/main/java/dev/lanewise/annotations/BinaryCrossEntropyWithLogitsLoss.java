package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The cross entropy of scores and their targets, each element a decision of its own, a mean over
 * rows and elements:
 *
 * <pre>{@code loss = weight / (rows * n) * Σ (max(x_i, 0) - label_i * x_i + log(1 + exp(-|x_i|)))}
 * </pre>
 *
 * as {@code torch.nn.BCEWithLogitsLoss()}. Reads a node of {@code n} elements and a {@link Label}
 * of the same shape, in this order; gives a scalar. No parameters. The node holds scores (logits,
 * before a sigmoid); labels are from 0 to 1. Large scores neither overflow nor lose their digits.
 *
 * <p>Gradient: {@code xGrad = weight / (rows * n) * (sigmoid(x) - label)}.
 *
 * <p>Errors: {@code [LossShape]} at a second parameter of another shape, {@code [NotFloats]},
 * {@code [LossWeight]} at a weight that is not positive and finite, {@code [WrongInputCount]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BinaryCrossEntropyWithLogitsLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;
}
