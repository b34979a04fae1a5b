package library;

import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.Activation;
import dev.lanewise.annotations.Add;
import dev.lanewise.annotations.Block;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.From;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Named;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Softmax;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.Use;

/** In no alphabetical order, and with parameters that only their names tell apart. */
@Block
public interface Residual {
  @Input
  Tensor x();

  @Input
  Tensor back();

  @Use(Parts.Wide.class)
  @Named("fc.0")
  Tensor wide(Tensor x);

  @Dense(units = 5, bias = false)
  Tensor narrow(Tensor wide);

  @Add
  Tensor joined(Tensor x, Tensor narrow, @From("x") Tensor again, Tensor back);

  @Output
  @Activation(RELU)
  Tensor y(Tensor joined);

  @Output
  @Softmax
  Tensor chances(Tensor narrow);

  default String title() {
    return "residual";
  }
}
