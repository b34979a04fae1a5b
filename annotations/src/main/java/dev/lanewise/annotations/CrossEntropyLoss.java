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
 * as {@code torch.nn.CrossEntropyLoss(weight=w, label_smoothing=s)} with class indices. Reads the
 * scores of shape {@code classes} (logits, before any softmax) and a {@link ClassLabel} of as many
 * classes, in this order; gives a scalar. No parameters. Computed with the maximum subtracted, so
 * large scores do not overflow.
 *
 * <p>With class weights {@code w} and smoothing {@code s}, {@code p} being the softmax and {@code
 * C} the classes:
 *
 * <pre>{@code
 * loss = weight * Σ_r (-(1 - s) w[label(r)] log p_r,label(r) - s/C Σ_j w[j] log p_rj) / Σ_r w[label(r)]
 * }</pre>
 *
 * <p>Gradient: {@code xGrad = weight / rows * (p - onehot(label))}; with weights and smoothing
 * {@code xGrad = weight / Σ_r w[label(r)] * (p (a + s/C Σ_j w[j]) - a onehot(label) - s/C w)},
 * {@code a = (1 - s) w[label(r)]}.
 *
 * <p>At each step of a sequence, the rows are the steps of all samples. Rows whose label is the
 * {@link ClassLabel#ignoreIndex} are left out, of the sum and of what divides it; without any other
 * the loss and its gradients are 0 (the loss of PyTorch is NaN then).
 *
 * <p>Errors: {@code [LabelSmoothing]} at a smoothing outside of 0 to 1, {@code [ClassWeights]} at
 * weights that are not one non-negative, finite number a class, {@code [ClassCountMismatch]} at the
 * scores, {@code [NotAClassLabel]} and {@code [LabelSteps]} at the second parameter, {@code
 * [FeatureAxis]}, {@code [NotFloats]}, {@code [LossWeight]} at a weight that is not positive and
 * finite, {@code [WrongInputCount]}. A label out of range stops training with an exception that
 * names it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CrossEntropyLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;

  /** The part of the target that is spread evenly over all classes, from 0 to 1. */
  double labelSmoothing() default 0;

  /** One weight for each class; none means 1 for all. */
  double[] classWeights() default {};
}
