package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rectifier whose negative side has a trained slope: {@code y = x where x > 0, else a * x} (He et
 * al., Delving Deep into Rectifiers, 2015), as {@code torch.nn.PReLU}. Any shape; the shape stays.
 *
 * <p>The parameter, {@code weight}, has the shape {@code 1}, one slope for all elements, or {@code
 * C}, one for each channel: the first axis of a sample, which for features is the feature.
 *
 * <p>Gradients: {@code xGrad = yGrad where x > 0, else a * yGrad}; {@code aGrad = Σ yGrad * min(x,
 * 0)} over the rows and the elements that share the slope.
 *
 * <p>Errors: {@code [PreluInitial]} at an initial slope that is not finite, {@code [NotFloats]} at
 * the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Prelu {
  /** Whether each channel has a slope of its own. */
  boolean perChannel() default false;

  /** The slopes before training. */
  double initial() default 0.25;
}
