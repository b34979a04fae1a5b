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

  @Conv2d(filters = 4, kernel = 3, groups = 3) // ERROR [ConvGroups] 3 groups of 3 channels and 4
  Tensor parts(Tensor image);

  @Conv1d(filters = 2, kernel = 2, groups = 2) // ERROR [ConvGroups] (line 3x9)
  Tensor halves(Tensor line);

  @Conv1d(filters = 3, kernel = 2, groups = 0) Tensor zero(Tensor line); // ERROR [ConvGroups]

  @Conv1d(filters = 2, kernel = 4, dilation = 3) Tensor gone(Tensor line); // ERROR [OutputSize]
}

@Model
interface DepthwiseGeometry {
  @Input({3, 4, 5}) Tensor image();
  @Input(9) Tensor flat();

  @DepthwiseConv2d(kernel = 3, multiplier = 0) // ERROR [ConvFilters] 0 filters for each channel
  Tensor none(Tensor image);

  @SeparableConv2d(filters = 4, kernel = 3, multiplier = -1) // ERROR [ConvFilters] -1 filters
  Tensor less(Tensor image);

  @SeparableConv1d(filters = 4, kernel = 3)
  Tensor line(Tensor flat); // ERROR [SpaceAxes] flat has shape 9

  @DepthwiseConv2d(kernel = 6) Tensor wide(Tensor image); // ERROR [OutputSize] does not fit
}

@Model
interface ChannelDropout {
  @Input({3, 4, 5}) Tensor image();
  @Input(9) Tensor flat();

  @Dropout1d(0.5) Tensor line(Tensor image); // ERROR [SpaceAxes] 1 axis of space
  @Dropout2d(0.5) Tensor none(Tensor flat); // ERROR [SpaceAxes] flat has shape 9
  @Dropout2d(1) Tensor all(Tensor image); // ERROR [DropoutProbability] probability 1.0
}

@Model
interface TransposedGeometry {
  @Input({3, 4, 5}) Tensor image();
  @Input({3, 9}) Tensor line();

  @ConvTranspose2d(filters = 0, kernel = 3) // ERROR [ConvFilters] 0 filters
  Tensor none(Tensor image);

  @ConvTranspose1d(filters = 2, kernel = 3)
  Tensor flat(Tensor image); // ERROR [SpaceAxes] 1 axis of space

  @ConvTranspose2d(
      filters = 4,
      kernel = 3,
      stride = 2,
      outputPadding = {1, 2}) // ERROR [OutputPadding] outputPadding 2 with stride 2 and dilation 1
  Tensor open(Tensor image);

  @ConvTranspose1d(filters = 4, kernel = 3, outputPadding = -1) // ERROR [OutputPadding] [-1]
  Tensor less(Tensor line);

  @ConvTranspose2d(filters = 4, kernel = 2, pads = 3) // ERROR [OutputSize] leave -1 of 5
  Tensor gone(Tensor image);
}

@Model
interface OverTime {
  @SequenceInput(length = 5, features = 3) Tensor x();
  @SequenceInput(length = 5, features = 3, variable = true) Tensor varying();
  @Input(9) Tensor flat();

  @Conv1d(filters = 4, kernel = 3) Tensor sound(Tensor x);

  @Conv1d(filters = 4, kernel = 1) Tensor single(Tensor varying);

  @Conv1d(filters = 4, kernel = 3, padding = Padding.CAUSAL) Tensor causal(Tensor varying);

  @MaxPool1d(value = 2, stride = 1, padding = Padding.CAUSAL) Tensor most(Tensor causal);

  @Conv1d(filters = 4, kernel = 3, padding = Padding.SAME)
  Tensor same(
      Tensor causal); // ERROR [VariableLength] Use padding = CAUSAL and stride = 1, or reduce it

  @MaxPool1d(value = 2, padding = Padding.CAUSAL)
  Tensor half(Tensor most); // ERROR [VariableLength] Use padding = CAUSAL and stride = 1, or

  @BatchNorm1d
  Tensor norm(Tensor causal); // ERROR [VariableLength] Reduce it along time first

  @Conv1d(filters = 4, kernel = 6) // ERROR [OutputSize] does not fit into 5
  Tensor longer(Tensor x);

  @Conv1d(filters = 4, kernel = 3, groups = 2) // ERROR [ConvGroups] (x 5x3)
  Tensor parts(Tensor x);

  @Conv1d(filters = 4, kernel = 1)
  Tensor features(Tensor flat); // ERROR [SpaceAxes] such as @Input({C, L}), or a sequence

  @Conv2d(filters = 4, kernel = 1)
  Tensor image(Tensor x); // ERROR [SpaceAxes] x has shape 5x3
}
