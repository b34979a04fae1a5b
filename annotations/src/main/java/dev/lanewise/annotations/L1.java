package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A penalty on the weights of the layer that it stands beside: {@code value * Σ |w|} over all of
 * them joins the model's loss, as {@code kernel_regularizer=l1(value)} of Keras. It drives weights
 * that serve little to zero.
 *
 * <p>The reported loss contains the penalty, once a step, whatever the rows, and once for weights
 * that several uses of a {@link Block} share. Gradient: {@code value * sign(w)} is added to {@code
 * wGrad}; at 0 it is 0.
 *
 * <p>Errors: {@code [PenaltyValue]} at a value that is not positive and finite, {@code
 * [NothingToModify]} beside a layer without weights, {@code [PenaltyAlone]} in a model that has no
 * other loss.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface L1 {
  /** The factor of the penalty in the model's loss. */
  double value();

  /** Whether biases are penalised too. */
  boolean bias() default false;
}
