import dev.lanewise.annotations.*;

@Model
interface PoolGeometry {
  @Input({3, 9, 7}) Tensor image();
  @Input(63) Tensor flat();
  @Input({2, 1}) Tensor point();

  @MaxPool2d(2)
  Tensor features(Tensor flat); // ERROR [SpaceAxes] 2 axes of space

  @GlobalAvgPool
  Tensor global(Tensor flat); // ERROR [SpaceAxes] 1 to 3 axes of space

  @MaxPool2d({2, 0}) // ERROR [KernelSize] kernel [2, 0]
  Tensor none(Tensor image);

  @AvgPool2d(value = 2, stride = {1, 1, 1}) // ERROR [StrideSize] stride [1, 1, 1]
  Tensor steps(Tensor image);

  @MaxPool2d(value = 2, dilation = 0) // ERROR [DilationSize] dilation [0]
  Tensor still(Tensor image);

  @AvgPool2d(value = 8) // ERROR [OutputSize] reaches over 8 does not fit into 7
  Tensor wide(Tensor image);

  @MaxPool2d(value = 2, pads = 2) // ERROR [PoolPads] pads of 2 and 2 around 9
  Tensor padded(Tensor image);

  @MaxPool1d(value = 2, dilation = 2, pads = 1) // ERROR [PoolPads] at distances of 2
  Tensor between(Tensor point);

  @MaxPool2d(value = 3, pads = 1, padding = Padding.SAME) // ERROR [PadsCount] padding and pads
  Tensor twice(Tensor image);
}
