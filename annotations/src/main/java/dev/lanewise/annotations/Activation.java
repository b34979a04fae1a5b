package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Applies a function to every element of a node: {@code y = f(x)}. Any shape; the shape stays. No
 * parameters. The formulas, gradients and PyTorch classes are at {@link ActivationFunction}.
 *
 * <p>After a {@link Dense} its {@code activation} says the same in one node; both compile to the
 * same code.
 *
 * <p>Errors: {@code [NotFloats]} at a parameter that reads a class label.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Activation {
  /** The function. */
  ActivationFunction value();
}
