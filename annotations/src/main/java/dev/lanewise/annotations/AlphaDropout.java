package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout that keeps mean 0 and variance 1, for layers of {@link ActivationFunction#SELU}
 * (Klambauer et al., Self-Normalizing Neural Networks, 2017), as {@code torch.nn.AlphaDropout(p)}.
 * In training each element becomes {@code α' = -1.7580993408473766}, where SELU saturates, with
 * probability {@code p}, and all are then mapped by {@code y = a x + b}, {@code a = ((1 - p) (1 + p
 * α'²))^-½}, {@code b = -a p α'}. A prediction hands the input on and pays nothing. Any shape; the
 * shape stays. No parameters.
 *
 * <p>Gradient: {@code xGrad = a yGrad} where the element was kept, 0 elsewhere. Which elements are
 * dropped follows from the same numbers as with {@link Dropout}.
 *
 * <p>Errors: {@code [DropoutProbability]} at a probability below 0 or from 1 on, {@code
 * [NotFloats]} at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AlphaDropout {
  /** The probability of being dropped, from 0 to less than 1. */
  double value() default 0.5;
}
