package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The same elements in the same order under another shape, as {@code torch.reshape}. One axis is
 * one of features; of several, the first are channels, the others space, as in {@link Input}. No
 * parameters.
 *
 * <p>Gradient: {@code yGrad} in the shape of the input.
 *
 * <p>Errors: {@code [ReshapeSize]} at a shape of another number of elements, {@code [NotFloats]} at
 * the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Reshape {
  /** The sizes without the batch; one of them may be -1, which stands for what is left. */
  int[] value();
}
