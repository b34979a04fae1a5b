package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link Block} in the place of a node. The method's parameters are the block's inputs, in the
 * order in which the block declares them; its value is the block's first output.
 *
 * <pre>{@code
 * @Use(Residual.class) Tensor first(Tensor image);
 * @Use(Residual.class) Tensor second(Tensor first);
 * }</pre>
 *
 * <p>Each use has parameters of its own. Their names are those of PyTorch's nested modules: the
 * name of the use, or its {@link Named}, before what they are called in the block, as in {@code
 * first.hidden.weight}; nodes of the graph are named alike, as in {@code first.hidden}. With {@link
 * #shared()} all uses of that name read the same parameters:
 *
 * <pre>{@code
 * @Use(value = Encoder.class, shared = "encoder") Tensor left(Tensor a);
 * @Use(value = Encoder.class, shared = "encoder") Tensor right(Tensor b);
 * }</pre>
 *
 * <p>have one {@code encoder.fc.weight}, whose gradient is the sum over both. Inside of a block a
 * shared name belongs to each use of the block, as any other name does.
 *
 * <p>Errors: {@code [NotABlock]}; {@code [WrongInputCount]}; {@code [BlockInputShape]} at the
 * parameter, if the block declares another shape than comes; {@code [SharedShape]} if uses that
 * share parameters need other shapes; {@code [SharedAndNamed]}; {@code [NameTaken]}, {@code
 * [BadName]} as for {@link Named}; {@code [BlockNotCompiled]} if the block comes as a class file
 * without its companion.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Use {
  /** An interface with {@link Block}. */
  Class<?> value();

  /** What the names of the shared parameters start with; empty if the use has its own. */
  String shared() default "";
}
