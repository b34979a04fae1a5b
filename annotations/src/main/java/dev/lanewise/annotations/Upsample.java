package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A larger image out of a smaller one, as {@code torch.nn.Upsample} with a whole {@code
 * scale_factor}: each axis of space becomes {@code scale} times as long.
 *
 * <pre>
 * NEAREST    y[c][o] = x[c][o / scale]
 * BILINEAR   y[c][o] = x at the position of o, linear between its neighbours along each axis
 *            position of o: (o + 1/2) / scale - 1/2, not below 0;
 *            with alignCorners o (size - 1) / (scale size - 1)
 * </pre>
 *
 * <p>NEAREST reads images of one to three axes of space, BILINEAR of one (where PyTorch calls it
 * linear) or two. No parameters.
 *
 * <p>Gradient: that of each output goes to the elements it was made of, by their weights.
 *
 * <p>Errors: {@code [SpaceAxes]} at an input with other axes; {@code [UpsampleScale]} at a scale
 * below 1 or of another count than axes; {@code [UpsampleMode]} at BILINEAR along three axes, or
 * aligned corners with NEAREST; {@code [TooLarge]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Upsample {
  /** The scale along each axis of space; one number stands for all. */
  int[] value();

  /** What stands between the elements. */
  UpsampleMode mode() default UpsampleMode.NEAREST;

  /** Whether the first and last outputs are the first and last inputs; of BILINEAR alone. */
  boolean alignCorners() default false;
}
