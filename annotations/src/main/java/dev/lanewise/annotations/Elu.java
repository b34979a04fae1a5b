package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The exponential linear unit of every element: {@code y = x where x > 0, else alpha * (exp(x) -
 * 1)} (Clevert et al., 2015), as {@code torch.nn.ELU(alpha)}. Any shape; the shape stays. No
 * parameters.
 *
 * <p>Gradient: {@code xGrad = yGrad where x > 0, else yGrad * (y + alpha)}.
 *
 * <p>Errors: {@code [EluAlpha]} at an alpha that is not positive and finite, {@code [NotFloats]} at
 * the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Elu {
  /** Minus the value that large negative numbers come near to. */
  double alpha() default 1;
}
