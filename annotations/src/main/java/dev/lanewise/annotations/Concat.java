package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Two or more nodes side by side along one axis, in the order of the parameters: sizes {@code a}
 * and {@code b} give {@code a + b}, as {@code torch.cat}. All other axes must agree. No parameters.
 *
 * <p>Gradient: each node's is its slice of {@code yGrad}.
 *
 * <p>Errors: {@code [AxisRange]}, {@code [ConcatShape]} at the parameter whose other axes differ
 * from those of the first, {@code [NotFloats]}, {@code [TooLarge]}, {@code [WrongInputCount]} at
 * fewer than 2 nodes or more than 32.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Concat {
  /** The axis, from 0 without the batch axis, or from the end, where -1 is the last. */
  int axis() default -1;
}
