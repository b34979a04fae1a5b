package consumer;

import dev.lanewise.annotations.ActivationFunction;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

@Model(batch = 4)
interface Xor {
  @Input({2})
  Tensor pair();

  @Label({1})
  Tensor truth();

  @Dense(units = 8, activation = ActivationFunction.TANH)
  Tensor hidden(Tensor pair);

  @Dense(units = 1, activation = ActivationFunction.SIGMOID)
  @Output
  Tensor odd(Tensor hidden);

  @MeanSquaredErrorLoss
  Tensor loss(Tensor odd, Tensor truth);
}
