import dev.lanewise.annotations.*;

@Model
interface Normalizations {
  @Input(4) Tensor x();
  @Input({1, 4, 4}) Tensor image();
  @ClassLabel(3) Tensor label();

  @BatchNorm1d(
      eps = 0) // ERROR [NormalizationEpsilon] eps 0.0
  Tensor noEps(Tensor x);

  @BatchNorm1d(
      eps = Double.NaN) // ERROR [NormalizationEpsilon]
  Tensor nanEps(Tensor x);

  @BatchNorm1d(
      momentum = 1.5) // ERROR [BatchNormMomentum] momentum 1.5
  Tensor hasty(Tensor x);

  @BatchNorm1d Tensor ofImage(Tensor image); // ERROR [SpaceAxes] image has shape 1x4x4

  @BatchNorm2d Tensor ofFeatures(Tensor x); // ERROR [SpaceAxes] x has shape 4

  @BatchNorm3d Tensor ofFlatImage(Tensor image); // ERROR [SpaceAxes] image has shape 1x4x4

  @BatchNorm2d(
      eps = 0, // ERROR [NormalizationEpsilon] eps 0.0
      momentum = -1) // ERROR [BatchNormMomentum] momentum -1.0
  Tensor backwards(Tensor image);

  @BatchNorm1d Tensor ofLabel(Tensor label); // ERROR [NotFloats] label is a class label

  @LocalResponseNorm(
      size = 0, // ERROR [LocalResponseNormValue] size 0
      alpha = -1, // ERROR [LocalResponseNormValue] alpha -1.0
      beta = Double.NaN, // ERROR [LocalResponseNormValue] beta NaN
      k = 0) // ERROR [LocalResponseNormValue] k 0.0
  Tensor noResponse(Tensor image);

  @LocalResponseNorm(size = 5)
  Tensor responseOfFeatures(Tensor x); // ERROR [SpaceAxes] x has shape 4

  @LayerNorm(
      eps = -1) // ERROR [NormalizationEpsilon] eps -1.0
  Tensor layerEps(Tensor x);

  @RmsNorm(
      eps = Double.POSITIVE_INFINITY) // ERROR [NormalizationEpsilon]
  Tensor rmsEps(Tensor x);

  @LayerNorm(
      axes = 4) // ERROR [NormalizationAxes] 4 axes of 1x4x4
  Tensor tooMany(Tensor image);

  @RmsNorm(
      axes = 0) // ERROR [NormalizationAxes] 0 axes of 4
  Tensor none(Tensor x);

  @RmsNorm Tensor rmsOfLabel(Tensor label); // ERROR [NotFloats] label is a class label
}
