package dev.lanewise.benchmarks.models;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** 16-32-16-4: the size of a controller or of a scoring rule. */
@Model
public interface Mlp16 {
  @Input(16)
  Tensor input();

  @Dense(units = 32, activation = RELU)
  Tensor hidden1(Tensor input);

  @Dense(units = 16, activation = RELU)
  Tensor hidden2(Tensor hidden1);

  @Output
  @Dense(units = 4)
  Tensor output(Tensor hidden2);
}
