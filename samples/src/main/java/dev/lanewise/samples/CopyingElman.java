package dev.lanewise.samples;

import dev.lanewise.annotations.Add;
import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Embedding;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.SimpleRnn;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.TokenInput;

/** Elman's network, which has to write all it knows anew at each step. */
@Model(batch = 32)
interface CopyingElman {
  @TokenInput(length = CopyingProblem.LENGTH, vocabulary = CopyingProblem.SYMBOLS)
  Tensor shown();

  @TokenInput(length = CopyingProblem.LENGTH, vocabulary = CopyingProblem.LENGTH)
  Tensor step();

  @ClassLabel(
      value = CopyingProblem.SYMBOLS,
      shape = CopyingProblem.LENGTH,
      ignoreIndex = CopyingProblem.BLANK)
  Tensor wanted();

  @Embedding(features = 8)
  Tensor symbol(Tensor shown);

  @Embedding(features = 8)
  Tensor nudge(Tensor step);

  @Add
  Tensor nudged(Tensor symbol, Tensor nudge);

  @SimpleRnn(units = 80)
  Tensor state(Tensor nudged);

  @Output
  @Dense(units = CopyingProblem.SYMBOLS)
  Tensor scores(Tensor state);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor wanted);
}
