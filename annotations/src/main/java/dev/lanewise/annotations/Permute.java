package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The axes of a sample in another order, as {@code torch.permute} and ONNX's Transpose: axis {@code
 * i} of the result is axis {@code value[i]} of the input, and keeps its meaning. No parameters.
 *
 * <p>Gradient: {@code yGrad} with the axes back in their order.
 *
 * <p>Errors: {@code [PermuteAxes]} at what is no order of the axes, {@code [NotFloats]} at the
 * parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Permute {
  /** Each axis once, from 0 without the batch axis, or from the end, where -1 is the last. */
  int[] value();
}
