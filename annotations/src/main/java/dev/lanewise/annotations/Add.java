package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum of two or more nodes of one shape, element by element: {@code y = a + b + …}. The shape
 * stays; nothing is broadcast. No parameters. This is what closes a skip connection.
 *
 * <p>Gradient: each summand's is {@code yGrad}.
 *
 * <p>Errors: {@code [AddShape]} at the parameter whose shape differs from the first, {@code
 * [NotFloats]}, {@code [WrongInputCount]} at fewer than 2 nodes or more than 32.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Add {}
