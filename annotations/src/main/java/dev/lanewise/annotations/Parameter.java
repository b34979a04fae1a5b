package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Trained values that are the same for every sample, on a method without parameters, as {@code
 * torch.nn.Parameter}: a scale, a bias, learned queries.
 *
 * <pre>{@code
 * @Parameter(value = 64, initializer = Initializer.ZEROS) Tensor shift();
 * @Add Tensor shifted(Tensor x, Tensor shift);
 * }</pre>
 *
 * <p>The parameter's name is the node's (or {@link Named}'s value), without a suffix. Axes are
 * those of {@link Input}: one is features, several are channels and space.
 *
 * <p>Errors: {@code [ParameterShape]} at a size below 1, or a shape of no axes or more than four;
 * {@code [WrongInputCount]} if the method has parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Parameter {
  /** The sizes of the axes, each at least 1. */
  int[] value();

  /**
   * How the values start. The fan-in is the product of the axes behind the first, the fan-out that
   * of all but the second; of a single axis both are its size.
   */
  Initializer initializer() default Initializer.DEFAULT;
}
