package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The node that a parameter reads, where the parameter's own name does not say it: to read one node
 * twice.
 *
 * <pre>{@code
 * @Add Tensor twice(Tensor x, @From("x") Tensor again);
 * }</pre>
 *
 * <p>Errors: {@code [UnknownNode]} at the value, with the nearest name.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface From {
  /** The name of a method of the same interface. */
  String value();
}
