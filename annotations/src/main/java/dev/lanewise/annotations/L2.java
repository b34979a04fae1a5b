package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A penalty on the weights of the layer that it stands beside: {@code value * Σ w²} over all of
 * them joins the model's loss, as {@code kernel_regularizer=l2(value)} of Keras. It keeps weights
 * small. For plain gradient descent it is a weight decay of {@code 2 * value}; for rules that adapt
 * their steps, such as Adam, it is not (Loshchilov and Hutter, "Decoupled weight decay
 * regularization", 2019).
 *
 * <p>The reported loss contains the penalty, once a step, whatever the rows, and once for weights
 * that several uses of a {@link Block} share. Gradient: {@code 2 * value * w} is added to {@code
 * wGrad}.
 *
 * <p>Errors: {@code [PenaltyValue]} at a value that is not positive and finite, {@code
 * [NothingToModify]} beside a layer without weights, {@code [PenaltyAlone]} in a model that has no
 * other loss.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface L2 {
  /** The factor of the penalty in the model's loss. */
  double value();

  /** Whether biases are penalised too. */
  boolean bias() default false;
}
