package fresh;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.Conv1d;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Flatten;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.MaxPool1d;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** GmrtCNN: 23 samples of 7 channels of a radio telescope, in 4 classes. */
@Model(batch = 64)
public interface Gmrt {
  @Input({7, 23})
  Tensor input();

  @ClassLabel(4)
  Tensor label();

  @Conv1d(filters = 18, kernel = 2, activation = RELU)
  Tensor conv1(Tensor input);

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
  Tensor output(Tensor hidden2);

  @CrossEntropyLoss
  Tensor loss(Tensor output, Tensor label);
}
