package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The floats that a loss compares a node with, such as the targets of a {@link
 * MeanSquaredErrorLoss}: values of the model's {@link DataType}, row-major, one sample after the
 * other.
 *
 * <p>Stands on a method without parameters. Prediction does not ask for labels.
 *
 * <p>Errors: {@code [InputShape]} and {@code [WrongInputCount]}, as for {@link Input}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Label {
  /** The sizes of one sample's axes, as in {@link Input#value}, each at least 1. */
  int[] value();
}
