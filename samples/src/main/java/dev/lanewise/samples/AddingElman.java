package dev.lanewise.samples;

import dev.lanewise.annotations.Add;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Embedding;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.SequenceInput;
import dev.lanewise.annotations.SimpleRnn;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.TokenInput;

/** Elman's network, which hands on what it knows through tanh of a product, step after step. */
@Model(batch = 32)
interface AddingElman {
  @SequenceInput(length = AddingProblem.LENGTH, features = 2)
  Tensor numbers();

  @TokenInput(length = AddingProblem.LENGTH, vocabulary = AddingProblem.LENGTH)
  Tensor step();

  @Label(1)
  Tensor sum();

  @Embedding(features = 2)
  Tensor nudge(Tensor step);

  @Add
  Tensor nudged(Tensor numbers, Tensor nudge);

  @SimpleRnn(units = 64, returnSequence = false)
  Tensor state(Tensor nudged);

  @Output
  @Dense(units = 1)
  Tensor total(Tensor state);

  @MeanSquaredErrorLoss
  Tensor loss(Tensor total, Tensor sum);
}
