package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gated recurrent units over a sequence, as {@code torch.nn.GRU} with {@code batch_first}: of
 * {@code x} of shape {@code T,F} the outputs of all steps, {@code T,units}, or of the last one,
 * {@code units}.
 *
 * <pre>
 * r = σ(W_ir x + b_ir + W_hr h + b_hr)         z = σ(W_iz x + b_iz + W_hz h + b_hz)
 * n = tanh(W_in x + b_in + r (W_hn h + b_hn))   where {@link #resetAfter}, otherwise
 * n = tanh(W_in x + b_in + W_hn (r h) + b_hn)
 * h' = (1 - z) n + z h                          where z {@linkplain UpdateGate#KEEP keeps}, otherwise
 * h' = (1 - z) h + z n
 * </pre>
 *
 * <p>Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014, is {@code
 * resetAfter = false}; Chung et al., "Empirical evaluation of gated recurrent neural networks",
 * 2014, the same with {@code updateGate = REPLACE}. PyTorch's is the default.
 *
 * <p>A second parameter of the method is the first state h of shape {@code units}, where it is not
 * zero. The state after the last step is {@code @StateOf("h")}.
 *
 * <p>Parameters, as in PyTorch's {@code state_dict}, of each layer k: {@code weight_ih_l<k>} of
 * shape {@code 3 units x F}, gates in the order r, z, n, {@code weight_hh_l<k>} of {@code 3 units x
 * units}, {@code bias_ih_l<k>} and {@code bias_hh_l<k>} of {@code 3 units}; of the direction back
 * the same with {@code _reverse}.
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
public @interface Gru {
  /** Size of the state, at least 1. */
  int units();

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

  /** Whether the reset gate acts on the product with the state, or on the state before it. */
  boolean resetAfter() default true;

  /** What the update gate z is the part of. */
  UpdateGate updateGate() default UpdateGate.KEEP;

  /** What stands for tanh. */
  ActivationFunction activation() default ActivationFunction.TANH;

  /** What stands for σ in both gates. */
  ActivationFunction recurrentActivation() default ActivationFunction.SIGMOID;

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
