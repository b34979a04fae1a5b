package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All elements of a sample in one axis of features, in row-major order, as {@code
 * torch.nn.Flatten}: {@code 16x5x5} gives {@code 400}. This is what leads from an image to {@link
 * Dense}. No parameters.
 *
 * <p>Gradient: {@code yGrad} in the shape of the input.
 *
 * <p>Errors: {@code [NotFloats]} at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Flatten {}
