package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.SIGMOID;
import static dev.lanewise.annotations.ActivationFunction.TANH;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** Exclusive or: the smallest function that needs a hidden layer. */
@Model(batch = 4)
interface XorModel {
  @Input(2)
  Tensor bits();

  @Label(1)
  Tensor target();

  @Dense(units = 4, activation = TANH)
  Tensor hidden(Tensor bits);

  @Output
  @Dense(units = 1, activation = SIGMOID)
  Tensor xor(Tensor hidden);

  @MeanSquaredErrorLoss
  Tensor loss(Tensor xor, Tensor target);
}
