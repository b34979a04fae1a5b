package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.Add;
import dev.lanewise.annotations.Block;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Tensor;

/** A step that changes what comes instead of replacing it, as in residual networks. */
@Block
interface Residual {
  @Input
  Tensor x();

  @Dense(units = 64, activation = RELU)
  Tensor hidden(Tensor x);

  @Dense(units = 32)
  Tensor change(Tensor hidden);

  @Add
  Tensor y(Tensor x, Tensor change);
}
