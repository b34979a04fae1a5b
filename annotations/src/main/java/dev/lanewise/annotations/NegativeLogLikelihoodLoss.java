package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The negative log-likelihood of the right classes, a mean over the rows:
 *
 * <pre>{@code loss = weight * Σ_r -w[label(r)] x_r,label(r) / Σ_r w[label(r)]}</pre>
 *
 * as {@code torch.nn.NLLLoss(weight=w)}. Reads logarithms of probabilities of shape {@code
 * classes}, such as a {@link LogSoftmax}, and a {@link ClassLabel} of as many classes, in this
 * order; gives a scalar. No parameters.
 *
 * <p>Gradient: {@code xGrad = -weight w[label(r)] onehot(label(r)) / Σ_r w[label(r)]}.
 *
 * <p>Errors: {@code [ClassWeights]} at weights that are not one non-negative, finite number a
 * class, {@code [ClassCountMismatch]} at the scores, {@code [NotAClassLabel]} at the second
 * parameter, {@code [FeatureAxis]}, {@code [NotFloats]}, {@code [LossWeight]} at a weight that is
 * not positive and finite, {@code [WrongInputCount]}. A label out of range stops training with an
 * exception that names it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface NegativeLogLikelihoodLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;

  /** One weight for each class; none means 1 for all. */
  double[] classWeights() default {};
}
