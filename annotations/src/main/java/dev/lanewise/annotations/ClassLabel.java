package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The right class of each sample, for a {@link CrossEntropyLoss}: one {@code int} a sample, from 0
 * to {@code classes - 1}. The counterpart of the index target of {@code torch.nn.CrossEntropyLoss}.
 *
 * <p>Stands on a method without parameters. Training checks the range of every label; prediction
 * does not ask for labels.
 *
 * <p>Errors: {@code [ClassCount]} at fewer than 2 classes, {@code [WrongInputCount]} if the method
 * has parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ClassLabel {
  /** The number of classes, at least 2. */
  int value();
}
