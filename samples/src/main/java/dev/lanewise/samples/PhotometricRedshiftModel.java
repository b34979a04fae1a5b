package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.SILU;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.HuberLoss;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** {@code ln(1 + z)} of a galaxy from its standardised magnitudes in u, g, r, i, z. */
@Model(batch = 64)
interface PhotometricRedshiftModel {
  @Input(5)
  Tensor magnitudes();

  @Label(1)
  Tensor target();

  @Dense(units = 64, activation = SILU)
  Tensor hidden1(Tensor magnitudes);

  @Dense(units = 64, activation = SILU)
  Tensor hidden2(Tensor hidden1);

  @Output
  @Dense(units = 1)
  Tensor logarithm(Tensor hidden2);

  /** Linear beyond 0.05: the few galaxies that look like others of another redshift weigh less. */
  @HuberLoss(delta = 0.05)
  Tensor loss(Tensor logarithm, Tensor target);
}
