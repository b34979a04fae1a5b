package library;

import static dev.lanewise.annotations.ActivationFunction.TANH;

import dev.lanewise.annotations.Activation;
import dev.lanewise.annotations.Add;
import dev.lanewise.annotations.Cell;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.From;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Next;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.State;
import dev.lanewise.annotations.Tensor;

/** In no alphabetical order, and with parameters that only their names tell apart. */
@Cell
public interface Counter {
  @Input
  Tensor x();

  @Input
  Tensor image();

  @State(6)
  Tensor total();

  @State(6)
  Tensor before();

  @Dense(units = 6)
  Tensor seen(Tensor image);

  @Add
  Tensor sum(Tensor x, Tensor total, @From("before") Tensor other, Tensor seen);

  @Activation(TANH)
  @Next("total")
  @Output
  Tensor after(Tensor sum);

  @Dense(units = 6, bias = false)
  @Next("before")
  Tensor kept(Tensor total);
}
