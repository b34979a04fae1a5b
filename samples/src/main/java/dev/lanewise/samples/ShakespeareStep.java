package dev.lanewise.samples;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Embedding;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Lstm;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.StateOf;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.TokenInput;

/**
 * A single character of {@link ShakespeareModel}, with its parameters: what is known of the text
 * before goes in and out, so that each character costs the same however many there were.
 */
@Model(batch = 1)
interface ShakespeareStep {
  @TokenInput(length = 1, vocabulary = Shakespeare.CHARACTERS)
  Tensor text();

  @Input(Shakespeare.UNITS)
  Tensor h0();

  @Input(Shakespeare.UNITS)
  Tensor c0();

  @Embedding(features = 64)
  Tensor characters(Tensor text);

  @Lstm(units = Shakespeare.UNITS)
  Tensor state(Tensor characters, Tensor h0, Tensor c0);

  @Output
  @Dense(units = Shakespeare.CHARACTERS)
  Tensor scores(Tensor state);

  @Output
  @StateOf("h")
  Tensor h(Tensor state);

  @Output
  @StateOf("c")
  Tensor c(Tensor state);
}
