package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * In training, sets each element to zero with probability {@code p} and multiplies the others by
 * {@code 1 / (1 - p)}, so that means stay (Srivastava et al., Dropout, 2014), as {@code
 * torch.nn.Dropout(p)}. A prediction hands the input on and pays nothing. Any shape; the shape
 * stays. No parameters.
 *
 * <p>Gradient: {@code xGrad = yGrad / (1 - p)} where the element was kept, 0 elsewhere.
 *
 * <p>Which elements are dropped is a function of the trainer's seed, the step, the node's name and
 * the element's place in the minibatch: the same at every width, in {@code float} and {@code
 * double}, on any number of threads, and after resuming from a checkpoint. It is not PyTorch's.
 *
 * <p>Errors: {@code [DropoutProbability]} at a probability below 0 or from 1 on, {@code
 * [NotFloats]} at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dropout {
  /** The probability of being dropped, from 0 to less than 1. */
  double value() default 0.5;
}
