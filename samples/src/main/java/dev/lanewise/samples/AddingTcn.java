package dev.lanewise.samples;

import dev.lanewise.annotations.ActivationFunction;
import dev.lanewise.annotations.Add;
import dev.lanewise.annotations.Conv1d;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Embedding;
import dev.lanewise.annotations.Initializer;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.LastStep;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Padding;
import dev.lanewise.annotations.SequenceInput;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.TokenInput;

/**
 * A temporal convolutional network: nothing is handed on from step to step, for the last one sees
 * all fifty, through taps that each layer sets twice as far apart.
 *
 * @see <a href="https://arxiv.org/abs/1803.01271">Bai, Kolter and Koltun, An Empirical Evaluation
 *     of Generic Convolutional and Recurrent Networks for Sequence Modeling (2018)</a>
 */
@Model(batch = 32)
interface AddingTcn {
  int FILTERS = 24;
  int TAPS = 5;

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

  @Conv1d(
      filters = FILTERS,
      kernel = TAPS,
      padding = Padding.CAUSAL,
      activation = ActivationFunction.RELU,
      initializer = Initializer.HE_NORMAL)
  Tensor near(Tensor nudged);

  @Conv1d(
      filters = FILTERS,
      kernel = TAPS,
      dilation = 2,
      padding = Padding.CAUSAL,
      activation = ActivationFunction.RELU,
      initializer = Initializer.HE_NORMAL)
  Tensor further(Tensor near);

  @Conv1d(
      filters = FILTERS,
      kernel = TAPS,
      dilation = 4,
      padding = Padding.CAUSAL,
      activation = ActivationFunction.RELU,
      initializer = Initializer.HE_NORMAL)
  Tensor far(Tensor further);

  @Conv1d(
      filters = FILTERS,
      kernel = TAPS,
      dilation = 8,
      padding = Padding.CAUSAL,
      activation = ActivationFunction.RELU,
      initializer = Initializer.HE_NORMAL)
  Tensor all(Tensor far);

  @LastStep
  Tensor last(Tensor all);

  @Output
  @Dense(units = 1)
  Tensor total(Tensor last);

  @MeanSquaredErrorLoss
  Tensor loss(Tensor total, Tensor sum);
}
