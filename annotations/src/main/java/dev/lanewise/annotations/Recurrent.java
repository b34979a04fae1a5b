package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link Cell} at each step of a sequence: a recurrent layer of the user's own.
 *
 * <pre>{@code
 * @SequenceInput(length = 20, features = 64) Tensor letters();
 * @Recurrent(Reader.class) Tensor scores(Tensor letters);
 * @StateOf("h") Tensor last(Tensor scores);
 * }</pre>
 *
 * <p>The method's parameters are the cell's inputs, in the order in which the cell declares them,
 * and behind them the first states, in their order: all of them, or none where they are zero. Of a
 * sequence {@code T,...} the cell's input is one step, {@code ...}; at least one input is a
 * sequence, and several have as many steps. What is no sequence, such as the features of an image,
 * is the same at each step. So is a sequence whose whole shape the cell's input declares.
 *
 * <p>The value is the sequence of the cell's first output, {@code T,...}. Its further outputs are
 * read by {@link StateOf}, and so are the states after the last step.
 *
 * <p>Where each sample has steps of its own number, {@link SequenceInput#variable}, states behind a
 * sample's last step stay what they are, and outputs are zero: so the last ones are those of the
 * sample's last step, and backwards it begins there.
 *
 * <p>Parameters are named as those of a {@link Use}: the name of the layer, or its {@link Named},
 * before what they are called in the cell, as in {@code scores.next.weight}. They are the same at
 * each step.
 *
 * <p>Errors: {@code [NotACell]}; {@code [WrongInputCount]}; {@code [SequenceAxes]} if there is no
 * sequence; {@code [SequenceSteps]} if several differ in length, {@code [OtherSteps]} if their
 * samples end at different steps; {@code [VariableLength]} at one that each step would read as a
 * whole though samples end in it; {@code [BlockInputShape]}; {@code [RecurrentState]} at a first
 * state of another shape; those of the cell; {@code [BlockNotCompiled]} if the cell comes as a
 * class file without its companion.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Recurrent {
  /** An interface with {@link Cell}. */
  Class<?> value();

  /** Whether the outputs of all steps are wanted, or those of the last: backwards, of the first. */
  boolean returnSequence() default true;

  /** Whether the steps are done from the last to the first. */
  boolean reverse() default false;
}
