package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Divides each element by a power of the squares around it, in the channels of the same pixel
 * (Krizhevsky, Sutskever and Hinton, ImageNet Classification with Deep Convolutional Neural
 * Networks, 2012), as {@code torch.nn.LocalResponseNorm}. Reads one node of channels and one to
 * three axes of space, such as {@code {C, H, W}}; the shape stays. Training and prediction are the
 * same.
 *
 * <pre>
 * y[c] = x[c] / d[c]^beta
 * d[c] = k + alpha / size * sum of x[j]^2, j from c - size / 2 to c + (size - 1) / 2, both rounded down
 * </pre>
 *
 * <p>Channels that do not exist count as zeros. As in PyTorch, Caffe and ONNX, alpha is divided by
 * size, at the edges too, where fewer channels are added. The paper does not divide it, nor does
 * TensorFlow: their alpha times size is alpha here, so that the paper's {@code 1e-4} with 5
 * channels is {@code alpha = 5e-4}, beside {@code k = 2}.
 *
 * <p>Gradient: {@code xGrad[i] = yGrad[i] / d[i]^beta - 2 alpha beta / size * x[i] * sum of
 * yGrad[c] x[c] / d[c]^(beta + 1)} over the channels c whose windows hold i.
 *
 * <p>Errors: {@code [LocalResponseNormValue]} at a size below 1, an alpha below 0, a k that is not
 * positive, or a number that is not finite; {@code [SpaceAxes]} and {@code [NotFloats]} at an input
 * with other axes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LocalResponseNorm {
  /** Channels that are added up around each, itself included. */
  int size();

  /** What the sum counts, divided by {@link #size}; not negative. */
  double alpha() default 1e-4;

  /** The power. */
  double beta() default 0.75;

  /** What is added to the sum, a positive number. */
  double k() default 1;
}
