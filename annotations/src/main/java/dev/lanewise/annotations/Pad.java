package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A frame around a sample, as {@code torch.nn.functional.pad} and ONNX's Pad; around an image with
 * zeros it is {@code torch.nn.ZeroPad2d}. No parameters.
 *
 * <p>Gradient: that of each element, and of its copies in the frame, added up.
 *
 * <p>Errors: {@code [PadSize]} at a number of sizes that is not that of the axes, a negative size,
 * or one that reflects more than there is, {@code [PadValue]}, {@code [NotFloats]} at the
 * parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Pad {
  /** Elements before the first along each axis, without the batch axis; none means 0. */
  int[] before() default {};

  /** Elements behind the last along each axis, without the batch axis; none means 0. */
  int[] after() default {};

  /** What the frame holds. */
  PadMode mode() default PadMode.CONSTANT;

  /** What it holds where the mode is {@link PadMode#CONSTANT}. */
  double value() default 0;
}
