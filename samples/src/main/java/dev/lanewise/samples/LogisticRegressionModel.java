package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.SIGMOID;

import dev.lanewise.annotations.Activation;
import dev.lanewise.annotations.BinaryCrossEntropyWithLogitsLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** The probability of the second of two classes, given a point of the plane. */
@Model(batch = 100)
interface LogisticRegressionModel {
  @Input(2)
  Tensor point();

  @Label(1)
  Tensor second();

  @Dense(units = 1)
  Tensor logit(Tensor point);

  @Output
  @Activation(SIGMOID)
  Tensor probability(Tensor logit);

  /** Of the logits: exact where the probability itself would round to 0 or 1. */
  @BinaryCrossEntropyWithLogitsLoss
  Tensor loss(Tensor logit, Tensor second);
}
