package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.STEP;
import static dev.lanewise.annotations.Initializer.ZEROS;

import dev.lanewise.annotations.Activation;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.PerceptronLoss;
import dev.lanewise.annotations.Tensor;

/** Rosenblatt's unit: it fires where a weighted sum is above 0. */
@Model(batch = 1)
interface PerceptronModel {
  @Input(2)
  Tensor bits();

  @Label(1)
  Tensor target();

  @Dense(units = 1, initializer = ZEROS)
  Tensor score(Tensor bits);

  @Output
  @Activation(STEP)
  Tensor answer(Tensor score);

  /** No gradient flows through a step: the loss reads the score. */
  @PerceptronLoss
  Tensor loss(Tensor score, Tensor target);
}
