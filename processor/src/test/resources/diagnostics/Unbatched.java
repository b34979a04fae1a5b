import dev.lanewise.annotations.*;

@Model
interface UnbatchedShapes {
  @Input(4) Tensor x();

  @Parameter({}) // ERROR [ParameterShape]
  Tensor none();

  @Parameter({3, 0}) // ERROR [ParameterShape] shape [3, 0]
  Tensor empty();

  @Constant({}) // ERROR [ConstantShape]
  Tensor nothing();

  @Constant(
      value = {1, 2, 3},
      shape = {2, 2}) // ERROR [ConstantShape] shape [2, 2] for 3 values
  Tensor table();

  @Constant({1, 0.0 / 0.0}) // ERROR [ConstantSize] NaN
  Tensor finite();

  @Parameter(4)
  Tensor read(Tensor x); // ERROR [WrongInputCount] @Parameter reads no node, found 1

  @Activation(ActivationFunction.RELU) Tensor y(Tensor x);
}
