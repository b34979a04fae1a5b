import dev.lanewise.annotations.*;

@Model
interface Dropouts {
  @Input(4) Tensor x();
  @ClassLabel(3) Tensor label();

  @Dropout(
      1) // ERROR [DropoutProbability] probability 1.0
  Tensor all(Tensor x);

  @AlphaDropout(
      -0.1) // ERROR [DropoutProbability] probability -0.1
  Tensor negative(Tensor x);

  @Dropout(
      Double.NaN) // ERROR [DropoutProbability]
  Tensor nan(Tensor x);

  @Dropout Tensor ofLabel(Tensor label); // ERROR [NotFloats] label is a class label
}
