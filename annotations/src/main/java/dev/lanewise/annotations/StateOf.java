package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A further result of a node that has several: of the {@link Use} of a block each of the block's
 * outputs, under its name there; of a {@link Recurrent} the cell's outputs and the last states; of
 * a recurrent layer its last states.
 *
 * <pre>{@code
 * @Use(Encoder.class) Tensor code(Tensor image);
 * @StateOf("variance") Tensor spread(Tensor code);
 * }</pre>
 *
 * <p>The method's parameter is the node; nothing is computed again.
 *
 * <p>Errors: {@code [UnknownState]} at the value, with the nearest name.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface StateOf {
  /** The name of the result. */
  String value();
}
