package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.TANH;

import dev.lanewise.annotations.AvgPool2d;
import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.Conv2d;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Flatten;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Softmax;
import dev.lanewise.annotations.Tensor;

/**
 * LeNet-5 for images of 28 x 28 pixels in ten classes, layers named as in the paper, read as is
 * usual now. Otherwise than here, in the paper
 *
 * <ul>
 *   <li>S2 and S4 multiply the sum of their four pixels by a trained number for each channel, add
 *       another, and the sigmoid comes behind them;
 *   <li>each channel of C3 reads 3, 4 or 6 of the channels of S2, chosen by a table, so that C3 has
 *       1516 parameters, not 2416;
 *   <li>the tangent is scaled, 1.7159 tanh(2/3 x);
 *   <li>the output is the squared distances of F6 from fixed pictures of the ten characters, radial
 *       basis functions, and the loss has a term that pushes the wrong ones away;
 *   <li>the image's border of two pixels has the value of white, -0.1, and ink is 1.175.
 * </ul>
 *
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-01a.pdf">LeCun, Bottou, Bengio and
 *     Haffner, Gradient-based learning applied to document recognition (1998), section II.B</a>
 */
@Model(batch = 64)
interface Lenet5 {
  @Input({1, 28, 28})
  Tensor image();

  @ClassLabel(10)
  Tensor label();

  @Conv2d(filters = 6, kernel = 5, pads = 2, activation = TANH)
  Tensor c1(Tensor image);

  @AvgPool2d(2)
  Tensor s2(Tensor c1);

  @Conv2d(filters = 16, kernel = 5, activation = TANH)
  Tensor c3(Tensor s2);

  @AvgPool2d(2)
  Tensor s4(Tensor c3);

  @Conv2d(filters = 120, kernel = 5, activation = TANH)
  Tensor c5(Tensor s4);

  @Flatten
  Tensor flat(Tensor c5);

  @Dense(units = 84, activation = TANH)
  Tensor f6(Tensor flat);

  @Dense(units = 10)
  Tensor scores(Tensor f6);

  @Output
  @Softmax
  Tensor probabilities(Tensor scores);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor label);
}
