package fresh;

import static dev.lanewise.annotations.ActivationFunction.RELU;
import static dev.lanewise.annotations.Padding.SAME;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.Conv2d;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Flatten;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.MaxPool2d;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/**
 * FashionCnn, images of garments in 10 classes; without dropout, whose masks no two sides share.
 */
@Model(batch = 64)
public interface Fashion {
  @Input({1, 28, 28})
  Tensor input();

  @ClassLabel(10)
  Tensor label();

  @Conv2d(filters = 32, kernel = 3, padding = SAME, activation = RELU)
  Tensor conv1(Tensor input);

  @MaxPool2d(2)
  Tensor pool1(Tensor conv1);

  @Conv2d(filters = 64, kernel = 3, padding = SAME, activation = RELU)
  Tensor conv2(Tensor pool1);

  @MaxPool2d(2)
  Tensor pool2(Tensor conv2);

  @Flatten
  Tensor flat(Tensor pool2);

  @Dense(units = 128, activation = RELU)
  Tensor hidden(Tensor flat);

  @Output
  @Dense(units = 10)
  Tensor output(Tensor hidden);

  @CrossEntropyLoss
  Tensor loss(Tensor output, Tensor label);
}
