package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The cross entropy of scores and right classes, a mean over the rows:
 *
 * <pre>{@code loss = weight / rows * Σ_r (log Σ_j exp(x_rj) - x_r,label(r))}</pre>
 *
 * as {@code torch.nn.CrossEntropyLoss()} with class indices. Reads the scores of shape {@code
 * classes} (logits, before any softmax) and a {@link ClassLabel} of as many classes, in this order;
 * gives a scalar. No parameters. Computed with the maximum subtracted, so large scores do not
 * overflow.
 *
 * <p>Gradient: {@code xGrad = weight / rows * (softmax(x) - onehot(label))}.
 *
 * <p>Errors: {@code [ClassCountMismatch]} at the scores, {@code [NotAClassLabel]} at the second
 * parameter, {@code [FeatureAxis]}, {@code [NotFloats]}, {@code [LossWeight]} at a weight that is
 * not positive and finite, {@code [WrongInputCount]}. A label out of range stops training with an
 * exception that names it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CrossEntropyLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;
}
