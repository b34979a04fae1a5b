package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Numbers that are the same for every sample and never change, on a method without parameters:
 * class priors, a window, a mask. They are part of the generated code, and of no weight file.
 *
 * <pre>{@code
 * @Constant({0.299, 0.587, 0.114}) Tensor luma();
 * @Multiply Tensor weighted(Tensor pixel, Tensor luma);
 * }</pre>
 *
 * <p>Errors: {@code [ConstantShape]} at a shape whose sizes do not multiply to the number of
 * values; {@code [ConstantSize]} at more than 4096 values, or a value that is not finite; {@code
 * [WrongInputCount]} if the method has parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Constant {
  /** The values, row-major. One value with a larger {@link #shape} stands for all. */
  double[] value();

  /** The sizes of the axes; by default one axis with all values. */
  int[] shape() default {};
}
