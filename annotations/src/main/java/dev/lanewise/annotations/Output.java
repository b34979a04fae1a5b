package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a node as a result of {@code predict}. Several nodes may be marked; their arrays come in
 * the order of the declaration. Without any mark the last node that is neither an input nor a loss
 * is the output.
 *
 * <p>In a {@link Block} the first output is the value of each {@link Use}, and the others are read
 * by {@link StateOf}.
 *
 * <p>Errors: {@code [OutputOnInput]}, {@code [OutputOnLoss]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Output {}
