package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The perceptron criterion of scores and their targets, which are 0 or 1, a mean over rows and
 * elements: what of a score lies on the wrong side of 0,
 *
 * <pre>{@code loss = weight / (rows * n) * Σ (max(x_i, 0) - label_i * x_i)}</pre>
 *
 * which is {@code max(0, x)} for the label 0 and {@code max(0, -x)} for 1: {@link
 * BinaryCrossEntropyWithLogitsLoss} without its smooth part. Reads a node of {@code n} elements and
 * a {@link Label} of the same shape, in this order; gives a scalar. No parameters.
 *
 * <p>Gradient: {@code xGrad = weight / (rows * n) * (step(x) - label)} with {@link
 * ActivationFunction#STEP}, so {@code step(0) = 0}: a score of 0 counts as class 0.
 *
 * <p>This is how a step unit is trained, through which itself no gradient flows: a dense layer
 * gives the score, an activation {@code STEP} of it the answer {@code y}, and the loss reads the
 * score. Plain {@code Sgd} of one row a step then makes Rosenblatt's update, {@code w += rate *
 * (label - y) * input} and {@code bias += rate * (label - y)} (The Perceptron, Psychological Review
 * 65, 1958). It ends without a mistake if the rows can be separated by a hyperplane (Novikoff,
 * 1962), and never if they cannot. In a layer of {@code n} units, {@code weight = n} gives each of
 * them the whole rate.
 *
 * <p>Errors: {@code [LossShape]} at a second parameter of another shape, {@code [NotFloats]},
 * {@code [LossWeight]} at a weight that is not positive and finite, {@code [WrongInputCount]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PerceptronLoss {
  /** The factor of this loss in the model's total, which is the sum of its losses. */
  double weight() default 1;
}
