package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.SIGMOID;
import static dev.lanewise.annotations.ActivationFunction.TANH;

import dev.lanewise.annotations.Activation;
import dev.lanewise.annotations.BinaryCrossEntropyWithLogitsLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.Use;

/** On which of two spirals does a point lie? */
@Model(batch = 64)
interface SpiralsModel {
  @Input(2)
  Tensor point();

  @Label(1)
  Tensor second();

  @Dense(units = 32, activation = TANH)
  Tensor stem(Tensor point);

  @Use(Residual.class)
  Tensor step1(Tensor stem);

  @Use(Residual.class)
  Tensor step2(Tensor step1);

  @Use(Residual.class)
  Tensor step3(Tensor step2);

  @Dense(units = 1)
  Tensor score(Tensor step3);

  @Output
  @Activation(SIGMOID)
  Tensor probability(Tensor score);

  @BinaryCrossEntropyWithLogitsLoss
  Tensor loss(Tensor score, Tensor second);
}
