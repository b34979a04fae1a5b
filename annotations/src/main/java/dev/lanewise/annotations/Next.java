package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside the op of a node of a {@link Cell}: the node is what a {@link State} becomes, and has its
 * shape.
 *
 * <p>All states of a step are those of the step before, so two of them may change places. Between
 * one and the other stands a node, if only {@code @Activation(LINEAR)}.
 *
 * <p>Errors: {@code [OutsideCell]}; {@code [UnknownState]}; {@code [NextTwice]}; {@code
 * [NextShape]}; {@code [NextOfState]}; {@code [NotOfStep]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Next {
  /** The name of the state. */
  String value();
}
