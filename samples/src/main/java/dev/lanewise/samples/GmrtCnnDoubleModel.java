package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.Conv1d;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.DataType;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Flatten;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.MaxPool1d;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** Tells the kind of a {@link RadioSignal} by convolutions along time, in double. */
@Model(batch = 64, type = DataType.DOUBLE)
interface GmrtCnnDoubleModel {
  @Input({7, 23})
  Tensor window();

  @ClassLabel(4)
  Tensor kind();

  @Conv1d(filters = 18, kernel = 2, activation = RELU)
  Tensor conv1(Tensor window);

  @MaxPool1d(2)
  Tensor pool1(Tensor conv1);

  @Conv1d(filters = 36, kernel = 2, activation = RELU)
  Tensor conv2(Tensor pool1);

  @MaxPool1d(2)
  Tensor pool2(Tensor conv2);

  @Conv1d(filters = 72, kernel = 2, activation = RELU)
  Tensor conv3(Tensor pool2);

  @MaxPool1d(2)
  Tensor pool3(Tensor conv3);

  @Flatten
  Tensor flat(Tensor pool3);

  @Dense(units = 36, activation = RELU)
  Tensor hidden1(Tensor flat);

  @Dense(units = 36, activation = RELU)
  Tensor hidden2(Tensor hidden1);

  @Output
  @Dense(units = 4)
  Tensor scores(Tensor hidden2);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor kind);
}
