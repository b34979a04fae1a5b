package library;

import static dev.lanewise.annotations.ActivationFunction.TANH;

import dev.lanewise.annotations.Block;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Initializer;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Tensor;

/** Holds blocks. */
public final class Parts {
  private Parts() {}

  /** Of one shape only. */
  @Block
  public interface Wide {
    @Input(5)
    Tensor narrow();

    @Dense(units = 9, activation = TANH, initializer = Initializer.HE_NORMAL)
    Tensor wide(Tensor narrow);
  }
}
