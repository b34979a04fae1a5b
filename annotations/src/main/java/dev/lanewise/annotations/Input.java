package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An array of floats that the caller hands over, on a method without parameters.
 *
 * <p>The shape leaves the batch out and is channels-first, as in PyTorch and ONNX:
 *
 * <ul>
 *   <li>{@code @Input(784)}: features;
 *   <li>{@code @Input({C, L})}: channels, length;
 *   <li>{@code @Input({C, H, W})}: channels, height, width;
 *   <li>{@code @Input({C, D, H, W})}: channels, depth, height, width.
 * </ul>
 *
 * <p>In a {@link Block} or a {@link Cell} it is what a use gives. There the shape may be left out,
 * and is then the one that comes; a shape that is written is checked against what comes.
 *
 * <p>Values are of the model's {@link DataType}, row-major, one sample after the other. An input
 * that only losses read is no parameter of {@code predict}.
 *
 * <p>Errors: {@code [InputShape]} at a size below 1, a shape of no axes or more than four, or a
 * batch of samples beyond what an array holds; {@code [WrongInputCount]} if the method has
 * parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Input {
  /** The sizes of one sample's axes, each at least 1; empty in a block that takes any shape. */
  int[] value() default {};
}
