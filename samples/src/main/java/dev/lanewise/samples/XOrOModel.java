package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.RELU;
import static dev.lanewise.annotations.ActivationFunction.SIGMOID;

import dev.lanewise.annotations.BinaryCrossEntropyLoss;
import dev.lanewise.annotations.Conv2d;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Flatten;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MaxPool2d;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** Is a picture an X, rather than an O? */
@Model(batch = 32)
interface XOrOModel {
  @Input({1, 16, 16})
  Tensor picture();

  @Label(1)
  Tensor cross();

  @Conv2d(filters = 8, kernel = 3, activation = RELU)
  Tensor conv1(Tensor picture);

  @MaxPool2d(2)
  Tensor pool1(Tensor conv1);

  @Conv2d(filters = 16, kernel = 3, activation = RELU)
  Tensor conv2(Tensor pool1);

  @MaxPool2d(2)
  Tensor pool2(Tensor conv2);

  @Flatten
  Tensor flat(Tensor pool2);

  @Output
  @Dense(units = 1, activation = SIGMOID)
  Tensor probability(Tensor flat);

  @BinaryCrossEntropyLoss
  Tensor loss(Tensor probability, Tensor cross);
}
