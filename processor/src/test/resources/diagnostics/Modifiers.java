import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.*;

@Model
interface Penalties {
  @Input(4)
  @L1(0.1) // ERROR [NothingToModify] @L1 acts on a layer's own parameters, and "x" has none
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

@Model
interface Starts {
  @Input(4) Tensor x();

  @Dense(units = 4)
  @Initialize(Initializer.ORTHOGONAL)
  @Initialize(parameter = "bias", value = Initializer.CONSTANT, scale = -0.5)
  Tensor sound(Tensor x);

  @Dense(units = 4, initializer = Initializer.HE_NORMAL)
  @Initialize(parameter = "bias", value = Initializer.ONES)
  Tensor biasAlone(Tensor sound);

  @Dense(units = 4)
  @Initialize(value = Initializer.ZEROS,
      parameter = "wieght") // ERROR [UnknownParameter] @Dense has no parameter "wieght"; did you mean "weight"? (there are: weight, bias)
  Tensor misspelt(Tensor biasAlone);

  @Dense(units = 4, initializer = Initializer.HE_NORMAL)
  @Initialize(Initializer.ONES) // ERROR [InitializedTwice] the start of "weight" is given twice
  Tensor both(Tensor misspelt);

  @Dense(units = 4)
  @Initialize(parameter = "bias",
      value = Initializer.HE_UNIFORM) // ERROR [InitializerShape] HE_UNIFORM needs two axes or more, and "bias" has shape 4
  Tensor bias(Tensor both);

  @Dense(units = 4)
  @Initialize(value = Initializer.NORMAL,
      scale = 0) // ERROR [InitializeScale] scale 0.0 for NORMAL; a scale is positive and finite
  Tensor zero(Tensor bias);

  @Dense(units = 4)
  @Initialize(value = Initializer.ZEROS,
      scale = 2) // ERROR [InitializeScale] scale 2.0 for ZEROS; it has none, leave it out
  Tensor two(Tensor zero);

  @Dense(units = 4)
  @Initialize(parameter = "bias", value = Initializer.CONSTANT,
      scale = Double.NaN) // ERROR [InitializeScale] a value is a finite number
  Tensor noNumber(Tensor two);

  @Softmax
  @Initialize(Initializer.ZEROS) // ERROR [NothingToModify]
  Tensor y(Tensor noNumber);
}

/** The Java compiler knows no place of an annotation that is repeated, but the method. */
@Model
interface RepeatedStarts {
  @Input(4) Tensor x();

  @Dense(units = 4)
  @Initialize(Initializer.ZEROS)
  @Initialize(parameter = "bais", value = Initializer.ZEROS)
  @Initialize(parameter = "weight", value = Initializer.ONES)
  Tensor twice(Tensor x); // ERROR [UnknownParameter] did you mean "bias"? // ERROR [InitializedTwice] the start of "weight" is given twice

  @Softmax
  @Initialize(Initializer.ZEROS)
  @Initialize(parameter = "bias", value = Initializer.ZEROS)
  Tensor y(Tensor twice); // ERROR [NothingToModify]
}

@Block
interface Part {
  @Input Tensor x();
  @Dense(units = 4) @L2(0.1) Tensor fc(Tensor x);
}

@Model
interface UseOfPart {
  @Input(4) Tensor x();
  @Label(4) Tensor t();

  @Use(Part.class)
  @L2(0.1) // ERROR [NothingToModify] @L2 acts on a layer's own parameters, and "y" has none
  Tensor y(Tensor x);

  @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
}
