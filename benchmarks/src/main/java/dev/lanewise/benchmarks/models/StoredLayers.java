package dev.lanewise.benchmarks.models;

import dev.lanewise.annotations.Gru;
import dev.lanewise.annotations.Lstm;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.SequenceInput;
import dev.lanewise.annotations.SimpleRnn;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.WeightStorage;

/** The layers of {@link RecurrentLayers}, with weights stored as bfloat16. */
public final class StoredLayers {

  private StoredLayers() {}

  /** An LSTM of 128 units over 64 features. */
  @Model(batch = 1, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm64x128 {
    @SequenceInput(length = 100, features = 64)
    Tensor input();

    @Lstm(units = 128)
    Tensor layer(Tensor input);
  }

  /** An LSTM of 512 units over 256 features, whose weights exceed the second-level cache. */
  @Model(batch = 1, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm256x512 {
    @SequenceInput(length = 100, features = 256)
    Tensor input();

    @Lstm(units = 512)
    Tensor layer(Tensor input);
  }

  /** A GRU of 128 units over 64 features. */
  @Model(batch = 1, weightStorage = WeightStorage.BFLOAT16)
  public interface Gru64x128 {
    @SequenceInput(length = 100, features = 64)
    Tensor input();

    @Gru(units = 128)
    Tensor layer(Tensor input);
  }

  /** Two LSTMs of 128 units over 9 features. */
  @Model(batch = 1, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm9x128x2 {
    @SequenceInput(length = 100, features = 9)
    Tensor input();

    @Lstm(units = 128, layers = 2)
    Tensor layer(Tensor input);
  }

  /** Two LSTMs of 16 units in both directions. */
  @Model(batch = 1, weightStorage = WeightStorage.BFLOAT16)
  public interface BiLstm16x2 {
    @SequenceInput(length = 100, features = 16)
    Tensor input();

    @Lstm(units = 16, layers = 2, bidirectional = true)
    Tensor layer(Tensor input);
  }

  /** A simple recurrent layer of 64 units over 32 features. */
  @Model(batch = 1, weightStorage = WeightStorage.BFLOAT16)
  public interface Rnn32x64 {
    @SequenceInput(length = 100, features = 32)
    Tensor input();

    @SimpleRnn(units = 64)
    Tensor layer(Tensor input);
  }
}
