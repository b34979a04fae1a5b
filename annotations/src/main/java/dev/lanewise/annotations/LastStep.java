package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The features of a sequence at its last step, {@code y = x[n - 1]}: of each sample at the last of
 * the steps that it has, where their number varies.
 *
 * <p>Errors: {@code [NoTime]} if it reads no sequence, {@code [NotFloats]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LastStep {}
