import dev.lanewise.annotations.*;

@Model
interface DenseFaults {
  @Input({1, 28, 28}) Tensor image();
  @Input(784) Tensor flat();
  @ClassLabel(10) Tensor label();

  @Dense(units = 128) Tensor onImage(Tensor image); // ERROR [FeatureAxis] image has shape 1x28x28 (image 1x28x28); @Dense works on one axis of features
  @Dense(units = 128) Tensor onLabel(Tensor label); // ERROR [NotFloats] label is a class label
  @Dense(units = 0) // ERROR [DenseUnits] 0 units
  Tensor noUnits(Tensor flat);
  @Dense(units = Integer.MAX_VALUE) // ERROR [DenseTooLarge]
  Tensor manyUnits(Tensor flat);
  @Dense(units = -1) // ERROR [DenseUnits]
  Tensor two(Tensor image); // ERROR [FeatureAxis]

  @Softmax Tensor after(Tensor noUnits);
}
