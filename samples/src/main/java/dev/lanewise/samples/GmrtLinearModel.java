package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.Concat;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/**
 * Tells the kind of a {@link RadioSignal}. Each layer reads the window and all layers before it, as
 * the convolutions of a DenseNet do (Huang et al. 2017).
 */
@Model(batch = 64)
interface GmrtLinearModel {
  @Input(7 * 23)
  Tensor window();

  @ClassLabel(4)
  Tensor kind();

  @Dense(units = 32, activation = RELU)
  Tensor hidden1(Tensor window);

  @Concat
  Tensor seen1(Tensor window, Tensor hidden1);

  @Dense(units = 32, activation = RELU)
  Tensor hidden2(Tensor seen1);

  @Concat
  Tensor seen2(Tensor window, Tensor hidden1, Tensor hidden2);

  @Dense(units = 32, activation = RELU)
  Tensor hidden3(Tensor seen2);

  @Concat
  Tensor seen3(Tensor window, Tensor hidden1, Tensor hidden2, Tensor hidden3);

  @Output
  @Dense(units = 4)
  Tensor scores(Tensor seen3);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor kind);
}
