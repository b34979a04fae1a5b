package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.SIGMOID;
import static dev.lanewise.annotations.DataType.DOUBLE;

import dev.lanewise.annotations.Activation;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/**
 * Two inputs, two hidden units, two outputs, sigmoids: the net on which textbooks show one step of
 * backpropagation.
 */
@Model(batch = 1, type = DOUBLE)
interface Textbook {
  @Input(2)
  Tensor i();

  @Label(2)
  Tensor target();

  @Dense(units = 2)
  @Output
  Tensor netH(Tensor i);

  @Activation(SIGMOID)
  @Output
  Tensor outH(Tensor netH);

  @Dense(units = 2, activation = SIGMOID)
  @Output
  Tensor outO(Tensor outH);

  /** The mean over two outputs is the textbook's sum of halves. */
  @MeanSquaredErrorLoss
  Tensor error(Tensor outO, Tensor target);
}
