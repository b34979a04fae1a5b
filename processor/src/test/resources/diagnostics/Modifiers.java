import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.*;

@Model
interface Penalties {
  @Input(4)
  @L1(0.1) // ERROR [NothingToModify] @L1 acts on the parameters of a layer, and "x" has none
  Tensor x();

  @Label(4) Tensor target();

  @Dense(units = 4)
  @L2(0.1)
  @L1(value = 0.1, bias = true)
  Tensor sound(Tensor x);

  @Dense(units = 4)
  @L1(0) // ERROR [PenaltyValue] @L1 of 0.0
  @L2(Double.NaN) // ERROR [PenaltyValue] @L2 of NaN
  Tensor values(Tensor sound);

  @Activation(RELU)
  @L2(0.1) // ERROR [NothingToModify] "y" has none; move it to a layer such as @Dense
  Tensor y(Tensor values);

  @L2(0.1) // ERROR [NodeWithBody]
  default Tensor own(Tensor x) {
    return x;
  }

  @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
}

@Model
interface PenaltiesAlone {
  @Input(4) Tensor x();

  @Dense(units = 4)
  @L2(0.1) // ERROR [PenaltyAlone] the model's only loss is a penalty on weights
  Tensor y(Tensor x);

  @Dense(units = 4)
  @L1(0.1)
  Tensor z(Tensor y);
}
