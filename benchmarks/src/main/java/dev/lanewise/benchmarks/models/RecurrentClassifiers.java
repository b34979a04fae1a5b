package dev.lanewise.benchmarks.models;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Gru;
import dev.lanewise.annotations.Lstm;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.SequenceInput;
import dev.lanewise.annotations.Tensor;

/** Sequences of 100 steps in ten classes, by the last output of recurrent layers. */
public final class RecurrentClassifiers {

  private RecurrentClassifiers() {}

  /** An LSTM of 128 units over 64 features, 32 sequences at a time. */
  @Model(batch = 32)
  public interface Lstm64x128By32 {
    @SequenceInput(length = 100, features = 64)
    Tensor input();

    @ClassLabel(10)
    Tensor label();

    @Lstm(units = 128, returnSequence = false)
    Tensor layer(Tensor input);

    @Output
    @Dense(units = 10)
    Tensor output(Tensor layer);

    @CrossEntropyLoss
    Tensor loss(Tensor output, Tensor label);
  }

  /** An LSTM of 128 units over 64 features, one sequence at a time. */
  @Model(batch = 1)
  public interface Lstm64x128By1 {
    @SequenceInput(length = 100, features = 64)
    Tensor input();

    @ClassLabel(10)
    Tensor label();

    @Lstm(units = 128, returnSequence = false)
    Tensor layer(Tensor input);

    @Output
    @Dense(units = 10)
    Tensor output(Tensor layer);

    @CrossEntropyLoss
    Tensor loss(Tensor output, Tensor label);
  }

  /** Two LSTMs of 128 units over 9 features, 32 sequences at a time. */
  @Model(batch = 32)
  public interface Lstm9x128x2By32 {
    @SequenceInput(length = 100, features = 9)
    Tensor input();

    @ClassLabel(10)
    Tensor label();

    @Lstm(units = 128, layers = 2, returnSequence = false)
    Tensor layer(Tensor input);

    @Output
    @Dense(units = 10)
    Tensor output(Tensor layer);

    @CrossEntropyLoss
    Tensor loss(Tensor output, Tensor label);
  }

  /** Two LSTMs of 128 units over 9 features, one sequence at a time. */
  @Model(batch = 1)
  public interface Lstm9x128x2By1 {
    @SequenceInput(length = 100, features = 9)
    Tensor input();

    @ClassLabel(10)
    Tensor label();

    @Lstm(units = 128, layers = 2, returnSequence = false)
    Tensor layer(Tensor input);

    @Output
    @Dense(units = 10)
    Tensor output(Tensor layer);

    @CrossEntropyLoss
    Tensor loss(Tensor output, Tensor label);
  }

  /** A GRU of 128 units over 64 features, 32 sequences at a time. */
  @Model(batch = 32)
  public interface Gru64x128By32 {
    @SequenceInput(length = 100, features = 64)
    Tensor input();

    @ClassLabel(10)
    Tensor label();

    @Gru(units = 128, returnSequence = false)
    Tensor layer(Tensor input);

    @Output
    @Dense(units = 10)
    Tensor output(Tensor layer);

    @CrossEntropyLoss
    Tensor loss(Tensor output, Tensor label);
  }

  /** A GRU of 128 units over 64 features, one sequence at a time. */
  @Model(batch = 1)
  public interface Gru64x128By1 {
    @SequenceInput(length = 100, features = 64)
    Tensor input();

    @ClassLabel(10)
    Tensor label();

    @Gru(units = 128, returnSequence = false)
    Tensor layer(Tensor input);

    @Output
    @Dense(units = 10)
    Tensor output(Tensor layer);

    @CrossEntropyLoss
    Tensor loss(Tensor output, Tensor label);
  }
}
