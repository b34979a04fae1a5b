package dev.lanewise.benchmarks.models;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** 512-512-512-512: 3 MB of weights, more than a core's own caches hold. */
@Model
public interface Mlp512 {
  @Input(512)
  Tensor input();

  @Dense(units = 512, activation = RELU)
  Tensor hidden1(Tensor input);

  @Dense(units = 512, activation = RELU)
  Tensor hidden2(Tensor hidden1);

  @Output
  @Dense(units = 512)
  Tensor output(Tensor hidden2);
}
