package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The maximum along axes of a sample, as ONNX's ReduceMax and {@code torch.amax}. The axes vanish,
 * or stay with size 1; of a sample that loses all of them one feature is left. No parameters.
 *
 * <p>Gradient: {@code xGrad} is {@code yGrad} at the maximum and 0 elsewhere; where several
 * elements reach it, each gets an equal share.
 *
 * <p>Errors: {@code [AxisRange]}, {@code [AxisTwice]} at the axes, {@code [NotFloats]} at the
 * parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ReduceMax {
  /**
   * The axes along which to reduce, from 0 without the batch axis, or from the end, where -1 is the
   * last; none means all.
   */
  int[] axes() default {};

  /** Whether the axes stay, with size 1. */
  boolean keepDims() default false;
}
