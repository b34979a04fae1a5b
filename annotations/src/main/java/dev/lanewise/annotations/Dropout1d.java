package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout of whole channels: in training, sets each channel of a sample of shape {@code {C, L}} to
 * zero with probability {@code p} and multiplies the others by {@code 1 / (1 - p)}, as {@code
 * torch.nn.Dropout1d(p)}. Neighbouring pixels are alike, so that dropping single ones would hide
 * little. A prediction hands the input on and pays nothing. The shape stays. No parameters. Of a
 * sequence a feature is dropped at all steps.
 *
 * <p>Gradient: {@code xGrad = yGrad / (1 - p)} where the channel was kept, 0 elsewhere.
 *
 * <p>Which channels are dropped is a function of the trainer's seed, the step, the node's name, the
 * row in the minibatch and the channel: the same at every width, in {@code float} and {@code
 * double}, on any number of threads, and after resuming from a checkpoint. It is not PyTorch's.
 *
 * <p>Errors: {@code [DropoutProbability]} at a probability below 0 or from 1 on; {@code
 * [SpaceAxes]} at an input with other axes.
 *
 * @see <a href="https://arxiv.org/abs/1411.4280">Tompson et al., Efficient Object Localization
 *     Using Convolutional Networks (2015)</a>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dropout1d {
  /** The probability of a channel's being dropped, from 0 to less than 1. */
  double value() default 0.5;
}
