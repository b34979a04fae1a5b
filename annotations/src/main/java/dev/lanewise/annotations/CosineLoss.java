package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One minus the cosine of the angle between a node and its targets, a mean over the rows:
 *
 * <pre>{@code loss = weight / rows * Σ_r (1 - x·t / √((x·x + 1e-12) (t·t + 1e-12)))}</pre>
 *
 * as {@code torch.nn.CosineEmbeddingLoss()} with the target 1. The 1e-12, PyTorch's, keeps rows of
 * zeros finite. Reads a node and a {@link Label} of the same shape, in this order; a sample of
 * several axes counts as one vector. Gives a scalar. No parameters.
 *
 * <p>Gradient: {@code xGrad = weight / rows * (c x / (x·x + 1e-12) - t / √(...))}, c being the
 * cosine.
 *
 * <p>Errors: {@code [LossShape]} at a second parameter of another shape, {@code [NotFloats]},
 * {@code [LossWeight]} at a weight that is not positive and finite, {@code [WrongInputCount]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CosineLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;
}
