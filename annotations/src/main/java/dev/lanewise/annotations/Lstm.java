package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Long short-term memory over a sequence, as {@code torch.nn.LSTM} with {@code batch_first}: of
 * {@code x} of shape {@code T,F} the outputs of all steps, {@code T,units}, or of the last one,
 * {@code units}.
 *
 * <pre>
 * i = σ(W_ii x + b_ii + W_hi h + b_hi)      f = σ(W_if x + b_if + W_hf h + b_hf)
 * g = tanh(W_ig x + b_ig + W_hg h + b_hg)   o = σ(W_io x + b_io + W_ho h + b_ho)
 * c' = f c + i g                            h' = o tanh(c')
 * </pre>
 *
 * <p>With {@link #peephole} i and f also see {@code w_ci c} and {@code w_cf c}, o sees {@code w_co
 * c'} (Gers and Schmidhuber, "Recurrent nets that time and count", 2000); with {@link
 * #coupledGates} {@code i = 1 - f} has no weights of its own (Greff et al., "LSTM: a search space
 * odyssey", 2017).
 *
 * <p>Hochreiter and Schmidhuber, "Long short-term memory", 1997, with the forget gate of Gers,
 * Schmidhuber and Cummins, "Learning to forget", 2000.
 *
 * <p>Further parameters of the method are the first states h and c, each of shape {@code units},
 * where they are not zero. The states after the last step are {@code @StateOf("h")} and
 * {@code @StateOf("c")}.
 *
 * <p>Parameters, as in PyTorch's {@code state_dict}, of each layer k: {@code weight_ih_l<k>} of
 * shape {@code 4 units x F}, gates in the order i, f, g, o, {@code weight_hh_l<k>} of {@code 4
 * units x units}, {@code bias_ih_l<k>} and {@code bias_hh_l<k>} of {@code 4 units}; of the
 * direction back the same with {@code _reverse}. Peepholes are {@code weight_ci_l<k>}, {@code
 * weight_cf_l<k>} and {@code weight_co_l<k>} of {@code units}; coupled gates are three, f, g, o, in
 * place of four.
 *
 * <p>Gradients: backpropagation through all steps (Werbos, "Backpropagation through time", 1990).
 *
 * <p>Errors: {@code [SequenceAxes]} at an input that is no sequence of features, {@code
 * [RecurrentUnits]} and {@code [RecurrentLayers]} below 1, {@code [RecurrentState]} at states that
 * are none of the layer's, {@code [DropoutProbability]} at a probability below 0 or from 1 on,
 * {@code [OutputDropout]} where there is a single layer, {@code [ForgetBias]} at one without biases
 * or that is not finite.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Lstm {
  /** Size of the states, at least 1. */
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

  /** What stands for tanh in both places. */
  ActivationFunction activation() default ActivationFunction.TANH;

  /** What stands for σ in all gates. */
  ActivationFunction recurrentActivation() default ActivationFunction.SIGMOID;

  /** Whether the gates see the cell state. */
  boolean peephole() default false;

  /** Whether the input gate is what the forget gate leaves. */
  boolean coupledGates() default false;

  /**
   * What is added to the start of the forget gate's part of {@code bias_ih}: 1 lets a layer
   * remember from the first step of training on (Jozefowicz et al., "An empirical exploration of
   * recurrent network architectures", 2015). The sum of both biases is what it is in PyTorch.
   */
  double forgetBias() default 0;

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
   */
  Initializer initializer() default Initializer.DEFAULT;
}
