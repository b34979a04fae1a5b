package dev.lanewise.benchmarks.models;

import static dev.lanewise.annotations.ActivationFunction.RELU;
import static dev.lanewise.annotations.Padding.SAME;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.Conv2d;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.GlobalAvgPool;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/**
 * Two convolutions of 64 channels on 56 x 56 pixels, and just enough behind them for a loss: one
 * whose input needs no gradient, and one as they are inside of a network.
 */
@Model(batch = 4)
public interface Conv64 {
  @Input({64, 56, 56})
  Tensor input();

  @ClassLabel(10)
  Tensor label();

  @Conv2d(filters = 64, kernel = 3, padding = SAME, activation = RELU)
  Tensor conv1(Tensor input);

  @Conv2d(filters = 64, kernel = 3, padding = SAME, activation = RELU)
  Tensor conv2(Tensor conv1);

  @GlobalAvgPool
  Tensor mean(Tensor conv2);

  @Output
  @Dense(units = 10)
  Tensor output(Tensor mean);

  @CrossEntropyLoss
  Tensor loss(Tensor output, Tensor label);
}
