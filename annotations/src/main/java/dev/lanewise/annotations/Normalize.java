package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Brings data to a common scale with numbers known beforehand: {@code y = (x - mean) / deviation},
 * as {@code torchvision.transforms.Normalize}. Any shape; the shape stays.
 *
 * <pre>{@code
 * @Input({3, 32, 32}) Tensor image();
 * @Normalize(mean = {0.485, 0.456, 0.406}, deviation = {0.229, 0.224, 0.225})
 * Tensor normalized(Tensor image);
 * }</pre>
 *
 * <p>Each list holds one number for all values, or one for each channel, which of features is the
 * feature. The numbers are part of the generated code; they are neither trained nor saved. So data
 * is normalised in the same way wherever the model runs.
 *
 * <p>Gradient: {@code xGrad = yGrad / deviation}. Computed as a product with {@code 1 / deviation},
 * which is rounded once.
 *
 * <p>Errors: {@code [NormalizeSize]} at a list that is of another length, {@code [NormalizeValue]}
 * at a mean that is not finite or a deviation that is not positive and finite, {@code [NotFloats]}
 * at the parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Normalize {
  /** What is subtracted, in the units of the data: one number, or one a channel. */
  double[] mean();

  /** What it is divided by, positive, in the units of the data: one number, or one a channel. */
  double[] deviation();
}
