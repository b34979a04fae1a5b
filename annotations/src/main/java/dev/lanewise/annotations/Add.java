package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum of two or more nodes, element by element: {@code y = a + b + …}, as {@code torch.add}. No
 * parameters. This is what closes a skip connection.
 *
 * <p>Shapes stretch as in NumPy and ONNX: aligned at the right, along each axis the sizes are
 * equal, or 1, or missing; {@code 3x4x5} and {@code 4x1} give {@code 3x4x5}. The batch axis takes
 * no part.
 *
 * <p>Gradient: each summand's is {@code yGrad}, added up along what was stretched.
 *
 * <p>Errors: {@code [BroadcastShape]} at the parameter whose shape does not stretch, {@code
 * [NotFloats]}, {@code [WrongInputCount]} at fewer than 2 nodes or more than 32.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Add {}
