package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a node's parameters otherwise than by the method: {@code @Named("layer1.0.fc")} gives
 * {@code layer1.0.fc.weight} and {@code layer1.0.fc.bias}, so that weights trained elsewhere load
 * under the names they have there. The node keeps the method's name in the graph. On a {@link Use}
 * it stands for the whole block, and inside of a block it follows the use's name.
 *
 * <p>Errors: {@code [NameTaken]} if two nodes with parameters have one prefix, {@code [BadName]}
 * for a name that is empty, or has an empty part between dots, a blank or a control character; the
 * warning {@code [NamedWithoutParameters]} on a node that has none.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Named {
  /** What stands before {@code .weight} and {@code .bias}: parts joined by dots. */
  String value();
}
