package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Jordan's network over a sequence, whose context is what it put out before: of {@code x} of shape
 * {@code T,F} the outputs of all steps, {@code T,outputs}, or of the last one, {@code outputs}.
 *
 * <pre>
 * h = tanh(W_ih x + b_ih + W_hh y + b_hh)
 * y' = W_ho h + b_ho
 * </pre>
 *
 * <p>Jordan, "Serial order: a parallel distributed processing approach", 1986.
 *
 * <p>A second parameter of the method is the context y of the first step, of shape {@code outputs},
 * where it is not zero. The last output is {@code @StateOf("y")}.
 *
 * <p>Parameters of each layer k: {@code weight_ih_l<k>} of shape {@code units x F}, {@code
 * weight_hh_l<k>} of {@code units x outputs}, {@code weight_ho_l<k>} of {@code outputs x units},
 * {@code bias_ih_l<k>} and {@code bias_hh_l<k>} of {@code units}, {@code bias_ho_l<k>} of {@code
 * outputs}; of the direction back the same with {@code _reverse}.
 *
 * <p>Gradients: backpropagation through all steps (Werbos, "Backpropagation through time", 1990).
 *
 * <p>Errors: {@code [SequenceAxes]} at an input that is no sequence of features, {@code
 * [RecurrentUnits]} and {@code [RecurrentLayers]} below 1, {@code [RecurrentState]} at a state that
 * is none of the layer's, {@code [DropoutProbability]} at a probability below 0 or from 1 on,
 * {@code [OutputDropout]} where there is a single layer.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Jordan {
  /** Size of what lies between input and output, at least 1. */
  int units();

  /** Size of the output, at least 1. */
  int outputs();

  /** Layers, of which each reads the outputs of the one before. */
  int layers() default 1;

  /**
   * Whether there is a second layer beside each, with weights of its own, from the last step to the
   * first.
   */
  boolean bidirectional() default false;

  /** What becomes of the outputs of both directions. */
  Merge merge() default Merge.CONCAT;

  /**
   * Whether the outputs of all steps are wanted, or those of the last: of the direction back, of
   * the first.
   */
  boolean returnSequence() default true;

  /** Whether there are biases. */
  boolean bias() default true;

  /** What stands for tanh. */
  ActivationFunction activation() default ActivationFunction.TANH;

  /** The function of the output. */
  ActivationFunction outputActivation() default ActivationFunction.LINEAR;

  /** Probability with which elements of the input are dropped in training, each step by itself. */
  double inputDropout() default 0;

  /**
   * Probability with which elements of what a layer hands to the next one are dropped in training,
   * as PyTorch's {@code dropout}.
   */
  double outputDropout() default 0;

  /**
   * Probability with which units of the state are dropped in training before its product, the same
   * at all steps of a sequence (Gal and Ghahramani, "A theoretically grounded application of
   * dropout in recurrent neural networks", 2016).
   */
  double recurrentDropout() default 0;

  /**
   * How the weights are drawn; by default all uniform in {@code ±1 / sqrt(units)}, as in PyTorch.
   * Biases are then 0, or drawn likewise by default.
   */
  Initializer initializer() default Initializer.DEFAULT;
}
