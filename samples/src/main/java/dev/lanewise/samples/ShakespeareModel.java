package dev.lanewise.samples;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Embedding;
import dev.lanewise.annotations.Lstm;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.TokenInput;

/**
 * An LSTM that says after each character how likely each may follow. What it knows of the text goes
 * on from window to window in training, and from character to character in its stepper.
 */
@Model(batch = Shakespeare.STREAMS, stateful = true, streaming = true)
interface ShakespeareModel {
  @TokenInput(length = Shakespeare.LENGTH, vocabulary = Shakespeare.CHARACTERS)
  Tensor text();

  @ClassLabel(value = Shakespeare.CHARACTERS, shape = Shakespeare.LENGTH)
  Tensor next();

  @Embedding(features = 64)
  Tensor characters(Tensor text);

  @Lstm(units = Shakespeare.UNITS)
  Tensor state(Tensor characters);

  @Output
  @Dense(units = Shakespeare.CHARACTERS)
  Tensor scores(Tensor state);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor next);
}
