package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Part of a sample along one axis, as ONNX's Slice and Python's {@code x[start:end:step]}. No
 * parameters.
 *
 * <p>Gradient: {@code yGrad} at the elements taken, 0 at the others.
 *
 * <p>Errors: {@code [AxisRange]}, {@code [SliceStep]}, {@code [SliceRange]} where nothing is left,
 * {@code [NotFloats]} at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Slice {
  /** The axis, from 0 without the batch axis, or from the end, where -1 is the last. */
  int axis() default -1;

  /** The first element; a negative number counts from the end. */
  int start() default 0;

  /**
   * The element behind the last; a negative number counts from the end, and one past the end stands
   * for it.
   */
  int end() default Integer.MAX_VALUE;

  /** The distance from one element to the next, at least 1. */
  int step() default 1;
}
