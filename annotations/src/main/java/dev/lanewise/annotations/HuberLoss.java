package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The Huber loss of a node and its targets, squared where the error is small and linear beyond, a
 * mean over rows and elements:
 *
 * <pre>
 * {@code loss = weight / (rows * n) * Σ h(x_i - label_i),  h(d) = d²/2 where |d| <= delta, else delta (|d| - delta/2)}
 * </pre>
 *
 * as {@code torch.nn.HuberLoss(delta=delta)}. Reads a node of {@code n} elements and a {@link
 * Label} of the same shape, in this order; gives a scalar. No parameters.
 *
 * <p>Gradient: {@code xGrad = weight / (rows * n) * max(-delta, min(delta, x - label))}.
 *
 * <p>Errors: {@code [HuberDelta]} at a delta that is not positive and finite, {@code [LossShape]}
 * at a second parameter of another shape, {@code [NotFloats]}, {@code [LossWeight]} at a weight
 * that is not positive and finite, {@code [WrongInputCount]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface HuberLoss {
  /** The error from which on the loss is linear. */
  double delta() default 1;

  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;
}
