package dev.lanewise.benchmarks.models;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Tensor;

/** Dense layers as small as recurrent ones that are stepped by samples of sound. */
public final class DenseLayers {

  private DenseLayers() {}

  /** A dense layer of 8 units over 8 features. */
  @Model(batch = 1)
  public interface Dense8 {
    @Input(8)
    Tensor input();

    @Dense(units = 8)
    Tensor layer(Tensor input);
  }

  /** A dense layer of 16 units over 16 features. */
  @Model(batch = 1)
  public interface Dense16 {
    @Input(16)
    Tensor input();

    @Dense(units = 16)
    Tensor layer(Tensor input);
  }

  /** A dense layer of 32 units over 32 features. */
  @Model(batch = 1)
  public interface Dense32 {
    @Input(32)
    Tensor input();

    @Dense(units = 32)
    Tensor layer(Tensor input);
  }

  /** A dense layer of 64 units over 64 features. */
  @Model(batch = 1)
  public interface Dense64 {
    @Input(64)
    Tensor input();

    @Dense(units = 64)
    Tensor layer(Tensor input);
  }
}
