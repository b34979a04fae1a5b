package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Softmax;
import dev.lanewise.annotations.Tensor;

/** A perceptron of three layers for images of 28 x 28 pixels in ten classes. */
@Model(batch = 64)
interface FashionMlp {
  @Input(784)
  Tensor image();

  @ClassLabel(10)
  Tensor label();

  @Dense(units = 128, activation = RELU)
  Tensor hidden1(Tensor image);

  @Dense(units = 64, activation = RELU)
  Tensor hidden2(Tensor hidden1);

  @Dense(units = 10)
  Tensor logits(Tensor hidden2);

  @Output
  @Softmax
  Tensor probabilities(Tensor logits);

  @CrossEntropyLoss
  Tensor loss(Tensor logits, Tensor label);
}
