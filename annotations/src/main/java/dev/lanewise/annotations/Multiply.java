package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The product of two nodes, element by element: {@code y = a * b}, as {@code torch.mul}. No
 * parameters. This is a gate; for matrices see {@link MatMul}.
 *
 * <p>Shapes stretch as in NumPy and ONNX: aligned at the right, along each axis the sizes are
 * equal, or 1, or missing; {@code 3x4x5} and {@code 4x1} give {@code 3x4x5}. The batch axis takes
 * no part.
 *
 * <p>Gradients: {@code aGrad = yGrad * b}, {@code bGrad = yGrad * a}, each added up along what was
 * stretched.
 *
 * <p>Errors: {@code [BroadcastShape]} at the parameter whose shape does not stretch, {@code
 * [NotFloats]}, {@code [WrongInputCount]} at other than 2 nodes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Multiply {}
