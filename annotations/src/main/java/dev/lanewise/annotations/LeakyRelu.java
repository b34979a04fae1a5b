package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The leaky rectifier of every element: {@code y = x where x > 0, else slope * x}, as {@code
 * torch.nn.LeakyReLU(slope)}. Any shape; the shape stays. No parameters.
 *
 * <p>Gradient: {@code xGrad = yGrad where x > 0, else slope * yGrad}.
 *
 * <p>Errors: {@code [LeakyReluSlope]} at a slope that is not finite, {@code [NotFloats]} at the
 * parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LeakyRelu {
  /** The slope of the negative side. */
  double slope() default 0.01;
}
