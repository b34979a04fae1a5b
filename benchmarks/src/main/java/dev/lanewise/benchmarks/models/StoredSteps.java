package dev.lanewise.benchmarks.models;

import dev.lanewise.annotations.Gru;
import dev.lanewise.annotations.Lstm;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.SequenceInput;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.WeightStorage;

/** The layers of {@link RecurrentSteps}, with weights stored as bfloat16. */
public final class StoredSteps {

  private StoredSteps() {}

  /** An LSTM of 32 units over 1 feature. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm1x32 {
    @SequenceInput(length = 2, features = 1)
    Tensor input();

    @Output
    @Lstm(units = 32)
    Tensor layer(Tensor input);
  }

  /** An LSTM of 128 units over 64 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm64x128 {
    @SequenceInput(length = 2, features = 64)
    Tensor input();

    @Output
    @Lstm(units = 128)
    Tensor layer(Tensor input);
  }

  /** An LSTM of 512 units over 256 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm256x512 {
    @SequenceInput(length = 2, features = 256)
    Tensor input();

    @Output
    @Lstm(units = 512)
    Tensor layer(Tensor input);
  }

  /** A GRU of 128 units over 64 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Gru64x128 {
    @SequenceInput(length = 2, features = 64)
    Tensor input();

    @Output
    @Gru(units = 128)
    Tensor layer(Tensor input);
  }

  /** An LSTM of 8 units over 8 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm8x8 {
    @SequenceInput(length = 2, features = 8)
    Tensor input();

    @Output
    @Lstm(units = 8)
    Tensor layer(Tensor input);
  }

  /** An LSTM of 16 units over 16 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm16x16 {
    @SequenceInput(length = 2, features = 16)
    Tensor input();

    @Output
    @Lstm(units = 16)
    Tensor layer(Tensor input);
  }

  /** An LSTM of 32 units over 32 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm32x32 {
    @SequenceInput(length = 2, features = 32)
    Tensor input();

    @Output
    @Lstm(units = 32)
    Tensor layer(Tensor input);
  }

  /** An LSTM of 64 units over 64 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Lstm64x64 {
    @SequenceInput(length = 2, features = 64)
    Tensor input();

    @Output
    @Lstm(units = 64)
    Tensor layer(Tensor input);
  }

  /** A GRU of 8 units over 8 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Gru8x8 {
    @SequenceInput(length = 2, features = 8)
    Tensor input();

    @Output
    @Gru(units = 8)
    Tensor layer(Tensor input);
  }

  /** A GRU of 16 units over 16 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Gru16x16 {
    @SequenceInput(length = 2, features = 16)
    Tensor input();

    @Output
    @Gru(units = 16)
    Tensor layer(Tensor input);
  }

  /** A GRU of 32 units over 32 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Gru32x32 {
    @SequenceInput(length = 2, features = 32)
    Tensor input();

    @Output
    @Gru(units = 32)
    Tensor layer(Tensor input);
  }

  /** A GRU of 64 units over 64 features. */
  @Model(batch = 1, streaming = true, weightStorage = WeightStorage.BFLOAT16)
  public interface Gru64x64 {
    @SequenceInput(length = 2, features = 64)
    Tensor input();

    @Output
    @Gru(units = 64)
    Tensor layer(Tensor input);
  }
}
