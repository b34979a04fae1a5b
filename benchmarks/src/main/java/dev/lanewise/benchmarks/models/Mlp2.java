package dev.lanewise.benchmarks.models;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** 2-8-1: a net so small that calling it is the work. */
@Model
public interface Mlp2 {
  @Input(2)
  Tensor input();

  @Dense(units = 8, activation = RELU)
  Tensor hidden(Tensor input);

  @Output
  @Dense(units = 1)
  Tensor output(Tensor hidden);
}
