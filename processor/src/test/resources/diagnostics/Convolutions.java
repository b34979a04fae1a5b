import dev.lanewise.annotations.*;

@Model
interface ConvGeometry {
  @Input({3, 9, 7}) Tensor image();
  @Input(63) Tensor flat();
  @Input({3, 9}) Tensor line();

  @Conv2d(filters = 4, kernel = 3)
  Tensor features(Tensor flat); // ERROR [SpaceAxes] flat has shape 63

  @Conv2d(filters = 4, kernel = 3)
  Tensor one(Tensor line); // ERROR [SpaceAxes] 2 axes of space

  @Conv2d(filters = 0, kernel = 3) // ERROR [ConvFilters] 0 filters
  Tensor none(Tensor image);

  @Conv2d(filters = 4, kernel = {3, 3, 3}) // ERROR [KernelSize] kernel [3, 3, 3]
  Tensor cube(Tensor image);

  @Conv2d(filters = 4, kernel = 3, stride = 0) // ERROR [StrideSize] stride [0]
  Tensor still(Tensor image);

  @Conv2d(filters = 4, kernel = 3, dilation = {1, -1}) // ERROR [DilationSize] dilation [1, -1]
  Tensor back(Tensor image);

  @Conv2d(
      filters = 4,
      kernel = 3,
      padding = Padding.SAME,
      pads = 1) // ERROR [PadsCount] padding and pads
  Tensor twice(Tensor image);

  @Conv2d(filters = 4, kernel = 3, pads = {1, 2, 3}) // ERROR [PadsCount] pads [1, 2, 3]
  Tensor three(Tensor image);

  @Conv2d(filters = 4, kernel = {3, 8}) // ERROR [OutputSize] reaches over 8 does not fit into 7
  Tensor wide(Tensor image);

  @Conv1d(filters = 2, kernel = 4, dilation = 3) Tensor gone(Tensor line); // ERROR [OutputSize]
}
