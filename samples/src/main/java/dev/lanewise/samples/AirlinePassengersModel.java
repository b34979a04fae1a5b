package dev.lanewise.samples;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.Lstm;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.SequenceInput;
import dev.lanewise.annotations.Tensor;

/** An LSTM that reads twelve months, and what it knows at their end. */
@Model(batch = 16)
interface AirlinePassengersModel {
  @SequenceInput(length = 12, features = 1)
  Tensor window();

  @Label(1)
  Tensor next();

  @Lstm(units = 32, returnSequence = false)
  Tensor state(Tensor window);

  @Output
  @Dense(units = 1)
  Tensor beyond(Tensor state);

  @MeanSquaredErrorLoss
  Tensor loss(Tensor beyond, Tensor next);
}
