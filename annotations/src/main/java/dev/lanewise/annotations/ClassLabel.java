package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The right class of each sample, for a {@link CrossEntropyLoss}: one {@code int} a sample, from 0
 * to {@code classes - 1}; for scores at each step of a sequence one a step,
 * {@code @ClassLabel(value = 10, shape = 100)}, which a data set holds as {@code
 * Column.ints(labels, 100)}. The counterpart of the index target of {@code
 * torch.nn.CrossEntropyLoss}.
 *
 * <p>Stands on a method without parameters. Training checks the range of every label; prediction
 * does not ask for labels.
 *
 * <p>Errors: {@code [ClassCount]} at fewer than 2 classes, {@code [InputShape]} as for {@link
 * Input}, {@code [WrongInputCount]} if the method has parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ClassLabel {
  /** The number of classes, at least 2. */
  int value();

  /** The sizes of a sample's axes where it has several labels, each at least 1. */
  int[] shape() default {};

  /**
   * A label that stands for none, whether it is a class or not: losses leave it out, and are means
   * over the others, as with the {@code ignore_index} of {@code torch.nn.CrossEntropyLoss}. None by
   * default.
   */
  int ignoreIndex() default Integer.MIN_VALUE;
}
