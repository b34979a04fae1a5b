package consumer;

import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Recurrent;
import dev.lanewise.annotations.SequenceInput;
import dev.lanewise.annotations.Tensor;
import library.Counter;

/** A cell of a library. */
@Model(batch = 4)
interface Counts {
  @SequenceInput(length = 3, features = 6)
  Tensor x();

  @Input(5)
  Tensor image();

  @Label({3, 6})
  Tensor target();

  @Recurrent(Counter.class)
  Tensor y(Tensor x, Tensor image);

  @MeanSquaredErrorLoss
  Tensor loss(Tensor y, Tensor target);
}
