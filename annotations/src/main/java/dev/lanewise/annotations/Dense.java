package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer: {@code y = activation(W x + b)}, as {@code torch.nn.Linear} followed by
 * the activation.
 *
 * <p>Reads one node of shape {@code F}, features, and gives {@code units}. An image or {@code C,L}
 * has no feature axis and is refused.
 *
 * <p>Parameters, as in PyTorch's {@code state_dict}: {@code <name>.weight} of shape {@code units x
 * F} and, unless {@code bias = false}, {@code <name>.bias} of shape {@code units}; {@link Named}
 * replaces {@code <name>}.
 *
 * <p>Gradients: {@code xGrad = Wᵀ zGrad}, {@code weightGrad = zGrad xᵀ} and {@code biasGrad =
 * zGrad}, summed over the rows, where {@code zGrad} is the gradient before the activation.
 *
 * <p>Errors: {@code [DenseUnits]} at fewer than one unit, {@code [DenseTooLarge]} at more weights
 * or results than an array holds, {@code [FeatureAxis]} and {@code [NotFloats]} at the parameter
 * that reads what is no features.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dense {
  /** The number of results, at least 1. */
  int units();

  /** Whether a bias is added. */
  boolean bias() default true;

  /** The function applied to each result. */
  ActivationFunction activation() default ActivationFunction.LINEAR;

  /** How the weights are drawn; {@link Initialize} says it by parameter. */
  Initializer initializer() default Initializer.DEFAULT;
}
