package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Truncated backpropagation through time, beside {@link Model}: gradients do not go back through
 * all steps. Without it they do. Prediction is the same.
 *
 * <p><b>At random</b>, with a {@link #probability} p: where a step reads the states of the step
 * before, their gradient is cut with probability p, and else multiplied by {@code 1 / (1 - p)}, so
 * that on average it is the full one,
 *
 * <pre>
 * {@code hGrad[t-1] = f[t] (∂h[t] / ∂h[t-1]) hGrad[t],   f[t] = 0 or 1 / (1 - p),   E f[t] = 1}
 * </pre>
 *
 * (Tallec and Ollivier, "Unbiasing truncated backpropagation through time", 2017). Gradients then
 * go back {@code 1 / p} steps on average. All states of a layer share the numbers, samples and
 * layers have their own, and the bits depend on seed and step alone, as those of {@link Dropout}.
 *
 * <p>Errors: {@code [TruncationProbability]}, {@code [NothingToTruncate]} at a model that learns
 * nothing over time.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TruncatedBptt {
  /** The probability that the gradient of a step's states is cut, from 0 to less than 1. */
  double probability() default 0;
}
