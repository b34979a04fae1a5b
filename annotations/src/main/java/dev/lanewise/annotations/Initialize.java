package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How parameters of the layer that it stands beside start, one by one where a layer's {@code
 * initializer} is not enough:
 *
 * <pre>{@code
 * @Dense(units = 64)
 * @Initialize(value = Initializer.ORTHOGONAL, scale = 1.41)
 * @Initialize(parameter = "bias", value = Initializer.CONSTANT, scale = 0.1)
 * Tensor hidden(Tensor x);
 * }</pre>
 *
 * <p>Loaded weights replace what was drawn.
 *
 * <p>Errors: {@code [UnknownParameter]} at a name that the layer does not have, {@code
 * [InitializedTwice]} for a parameter that two annotations, or one and the layer's {@code
 * initializer}, speak of, {@code [InitializerShape]} at a value that needs more axes than the
 * parameter has, {@code [InitializeScale]} at a scale that is not positive and finite or that the
 * value does not have, {@code [NothingToModify]} beside a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Repeatable(Initialize.List.class)
public @interface Initialize {
  /**
   * The parameter's name without the layer's, such as {@code weight}; empty for all weights, which
   * are all parameters but the biases.
   */
  String parameter() default "";

  /** How the values are drawn; {@code DEFAULT} leaves the layer's own way. */
  Initializer value();

  /**
   * The gain of the values that depend on fans and of {@code ORTHOGONAL}, the deviation of {@code
   * NORMAL} and {@code TRUNCATED_NORMAL}, the bound of {@code UNIFORM}, the value of {@code
   * CONSTANT}. The others have none.
   */
  double scale() default 1;

  /** What the Java compiler makes of several. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.METHOD)
  @interface List {
    /** The annotations in the order of the source. */
    Initialize[] value();
  }
}
