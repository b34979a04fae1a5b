package consumer;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.StateOf;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.Use;
import library.Residual;

/** Blocks of a library. */
@Model(batch = 4)
interface Chain {
  @Input(5)
  Tensor x();

  @Label(5)
  Tensor target();

  @Dense(units = 5)
  Tensor other(Tensor x);

  @Use(Residual.class)
  Tensor first(Tensor x, Tensor other);

  @Output
  @Use(value = Residual.class, shared = "rest")
  Tensor second(Tensor first, Tensor x);

  @Output
  @StateOf("chances")
  Tensor chances(Tensor second);

  @MeanSquaredErrorLoss
  Tensor loss(Tensor second, Tensor target);
}
