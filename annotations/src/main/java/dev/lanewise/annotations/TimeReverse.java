package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The steps of a sequence in the opposite order: {@code y[t] = x[n - 1 - t]}, {@code n} being its
 * steps. Where they vary from sample to sample, only those that there are change places, and the
 * others stay, as with {@code tf.reverse_sequence}.
 *
 * <p>Errors: {@code [NoTime]} if it reads no sequence, {@code [NotFloats]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface TimeReverse {}
