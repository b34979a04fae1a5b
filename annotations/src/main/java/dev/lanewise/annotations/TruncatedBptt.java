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
 * <p><b>Every k1 steps an update, by gradients that go back k2 steps</b>, for sequences of any
 * length (Williams and Peng, "An efficient gradient-based algorithm for on-line training of
 * recurrent network trajectories", 1990: their BPTT(h; h') has {@code h = k2, h' = k1}; the names
 * are Sutskever's, "Training recurrent neural networks", 2013). The model's steps are a window,
 * {@code max(k1, k2)} of them, and training is {@linkplain Model#stateful stateful}: {@code
 * Streams.of(rows, max(k1, k2), k1)} cuts the data.
 *
 * <ul>
 *   <li>{@code k1 = k2}: windows one behind the other.
 *   <li>{@code k1 < k2}: windows overlap. Of a window's losses those of its last k1 steps count,
 *       and the next one begins with the state that was k1 steps behind the beginning of this one.
 *   <li>{@code k1 > k2}: the last k2 steps of a window are learned from; of those before nothing is
 *       kept but the state.
 * </ul>
 *
 * A loss without steps, such as that of the last output, always counts; that of steps is the mean
 * over those that count.
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
 * <p>Errors: {@code [TruncationSteps]} if one of k1 and k2 is missing or the model has other steps,
 * {@code [TruncationProbability]}, {@code [NothingToTruncate]} at a model that learns nothing over
 * time; with k1 and k2 those of {@link Model#stateful}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TruncatedBptt {
  /** Steps from one update to the next. */
  int k1() default 0;

  /** Steps that gradients go back from an update. */
  int k2() default 0;

  /** The probability that the gradient of a step's states is cut, from 0 to less than 1. */
  double probability() default 0;
}
