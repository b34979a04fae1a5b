package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value that a {@link Cell} carries from step to step, on a method without parameters. In the
 * first step it is zero, or what the layer's method gets as a first state; in each later one what
 * the node with its {@link Next} was in the step before.
 *
 * <p>After the last step it is read by {@link StateOf}.
 *
 * <p>Errors: {@code [OutsideCell]}; {@code [InputShape]} as for {@link Input}; {@code
 * [StateWithoutNext]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface State {
  /** The sizes of one sample's axes, each at least 1. */
  int[] value();
}
