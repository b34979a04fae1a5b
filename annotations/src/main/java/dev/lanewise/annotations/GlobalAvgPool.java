package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The average of each channel, as ONNX's GlobalAveragePool: a sample of shape {@code {C, L}},
 * {@code {C, H, W}} or {@code {C, D, H, W}} becomes C features, which a {@link Dense} may read.
 *
 * <pre>y[c] = mean over t: x[c][t]</pre>
 *
 * <p>Also of a sequence, whose features are the channels.
 *
 * <p>No parameters. Gradient: that of a channel goes to all elements in equal parts.
 *
 * <p>Errors: {@code [SpaceAxes]} at an input with other axes; {@code [VariableLength]} at a
 * sequence of varying length.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GlobalAvgPool {}
