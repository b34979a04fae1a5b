package dev.lanewise.benchmarks.models;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** 784-128-64-10: digits or garments, predicted and trained. */
@Model(batch = 64)
public interface Mlp784 {
  @Input(784)
  Tensor input();

  @ClassLabel(10)
  Tensor label();

  @Dense(units = 128, activation = RELU)
  Tensor hidden1(Tensor input);

  @Dense(units = 64, activation = RELU)
  Tensor hidden2(Tensor hidden1);

  @Output
  @Dense(units = 10)
  Tensor output(Tensor hidden2);

  @CrossEntropyLoss
  Tensor loss(Tensor output, Tensor label);
}
