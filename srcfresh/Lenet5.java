package fresh;

import static dev.lanewise.annotations.ActivationFunction.RELU;
import static dev.lanewise.annotations.Padding.SAME;

import dev.lanewise.annotations.Conv2d;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Flatten;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.MaxPool2d;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** LeNet-5 (LeCun et al. 1998) as it is built now, with ReLU and max pooling. */
@Model
public interface Lenet5 {
  @Input({1, 28, 28})
  Tensor input();

  @Conv2d(filters = 6, kernel = 5, padding = SAME, activation = RELU)
  Tensor conv1(Tensor input);

  @MaxPool2d(2)
  Tensor pool1(Tensor conv1);

  @Conv2d(filters = 16, kernel = 5, activation = RELU)
  Tensor conv2(Tensor pool1);

  @MaxPool2d(2)
  Tensor pool2(Tensor conv2);

  @Flatten
  Tensor flat(Tensor pool2);

  @Dense(units = 120, activation = RELU)
  Tensor hidden1(Tensor flat);

  @Dense(units = 84, activation = RELU)
  Tensor hidden2(Tensor hidden1);

  @Output
  @Dense(units = 10)
  Tensor output(Tensor hidden2);
}
