import dev.lanewise.annotations.*;

/** Kernels that do not fit, along one axis to three; the messages have what was computed. */
@Model
interface Kernels {
  @Input({3, 8}) Tensor line();
  @Input({3, 8, 7}) Tensor image();
  @Input({3, 8, 7, 6}) Tensor volume();

  @Conv1d(filters = 4, kernel = 9) Tensor c1(Tensor line); // ERROR [OutputSize] (8 - 9)
  @Conv2d(filters = 4, kernel = 10, pads = {1, 1, 1, 0}) // ERROR [OutputSize] 7 with pads of 1 and 0 (image 3x8x7): outputs are (8 - 10)
  Tensor c2(Tensor image);
  @Conv3d(filters = 4, kernel = 3, dilation = {1, 1, 3}) Tensor c3(Tensor volume); // ERROR [OutputSize] (6 - 7)
  @DepthwiseConv1d(kernel = 10, stride = 2) Tensor d1(Tensor line); // ERROR [OutputSize] (8 - 10)
  @DepthwiseConv2d(kernel = {1, 8}) Tensor d2(Tensor image); // ERROR [OutputSize] (7 - 8)
  @SeparableConv1d(filters = 4, kernel = 9) Tensor s1(Tensor line); // ERROR [OutputSize] (8 - 9)
  @SeparableConv2d(filters = 4, kernel = 8) Tensor s2(Tensor image); // ERROR [OutputSize] (7 - 8)
  @MaxPool1d(9) Tensor m1(Tensor line); // ERROR [OutputSize] (8 - 9)
  @MaxPool2d(8) Tensor m2(Tensor image); // ERROR [OutputSize] (7 - 8)
  @MaxPool3d(value = 3, dilation = 3) Tensor m3(Tensor volume); // ERROR [OutputSize] (6 - 7)
  @AvgPool1d(9) Tensor a1(Tensor line); // ERROR [OutputSize] (8 - 9)
  @AvgPool2d(8) Tensor a2(Tensor image); // ERROR [OutputSize] (7 - 8)
  @AvgPool3d(7) Tensor a3(Tensor volume); // ERROR [OutputSize] (6 - 7)

  @ConvTranspose1d(filters = 4, kernel = 3, pads = 5) // ERROR [OutputSize] leave 0 of 10 outputs, (8 - 1) * 1 + 3 + 0 (line 3x8)
  Tensor t1(Tensor line);
  @ConvTranspose2d(
      filters = 4,
      kernel = 2,
      stride = 2,
      pads = {9, 1}, // ERROR [OutputSize] leave -1 of 17 outputs, (8 - 1) * 2 + 2 + 1
      outputPadding = 1)
  Tensor t2(Tensor image);
}

/** What reads images reads no features, and no image of other axes; what reads features no image. */
@Model
interface ImageAxes {
  @Input({3, 8}) Tensor line();
  @Input({3, 8, 7}) Tensor image();
  @Input(9) Tensor flat();

  @Conv1d(filters = 4, kernel = 2) Tensor c1(Tensor image); // ERROR [SpaceAxes] image 3x8x7
  @Conv2d(filters = 4, kernel = 2) Tensor c2(Tensor line); // ERROR [SpaceAxes] line 3x8
  @Conv3d(filters = 4, kernel = 2) Tensor c3(Tensor image); // ERROR [SpaceAxes] image 3x8x7
  @DepthwiseConv1d(kernel = 2) Tensor d1(Tensor image); // ERROR [SpaceAxes] image 3x8x7
  @DepthwiseConv2d(kernel = 2) Tensor d2(Tensor line); // ERROR [SpaceAxes] line 3x8
  @SeparableConv1d(filters = 4, kernel = 2) Tensor s1(Tensor image); // ERROR [SpaceAxes] image 3x8x7
  @SeparableConv2d(filters = 4, kernel = 2) Tensor s2(Tensor flat); // ERROR [SpaceAxes] flat 9
  @ConvTranspose1d(filters = 4, kernel = 2) Tensor t1(Tensor image); // ERROR [SpaceAxes] image 3x8x7
  @ConvTranspose2d(filters = 4, kernel = 2) Tensor t2(Tensor line); // ERROR [SpaceAxes] line 3x8
  @MaxPool1d(2) Tensor m1(Tensor flat); // ERROR [SpaceAxes] flat 9
  @MaxPool3d(2) Tensor m3(Tensor image); // ERROR [SpaceAxes] image 3x8x7
  @AvgPool1d(2) Tensor a1(Tensor image); // ERROR [SpaceAxes] image 3x8x7
  @AvgPool2d(2) Tensor a2(Tensor flat); // ERROR [SpaceAxes] flat 9
  @AvgPool3d(2) Tensor a3(Tensor line); // ERROR [SpaceAxes] line 3x8
  @GlobalMaxPool Tensor g(Tensor flat); // ERROR [SpaceAxes] flat 9

  @Conv2d(filters = 5, kernel = 3, stride = 2) Tensor conv(Tensor image);
  @Dense(units = 2) Tensor dense(Tensor conv); // ERROR [FeatureAxis] (image 3x8x7 -> conv 5x3x3); @Dense works on one axis of features; put a @Flatten before it, which gives 45
  @MaxPool2d(3) Tensor pooled(Tensor conv);
  @Dense(units = 2) Tensor onePixel(Tensor pooled); // ERROR [FeatureAxis] which gives 5
}

/** Sizes that no int counts. */
@Model
interface Beyond {
  @Input({3, 8}) Tensor line();
  @Input({3, 8, 7}) Tensor image();

  @Conv1d(filters = 4, kernel = 3, dilation = 2_000_000_000) Tensor c1(Tensor line); // ERROR [TooLarge] @Conv1d of line 3x8 with dilation 2000000000 has more values
  @Conv1d(filters = 4, kernel = 3, dilation = 2_147_483_647) Tensor c2(Tensor line); // ERROR [TooLarge]
  @Conv2d(filters = 4, kernel = 3, pads = 2_000_000_000) Tensor c3(Tensor image); // ERROR [TooLarge]
  @MaxPool2d(value = 3, dilation = 2_000_000_000) Tensor m(Tensor image); // ERROR [TooLarge]
  @ConvTranspose1d(filters = 4, kernel = 3, stride = 1_000_000_000) Tensor t1(Tensor line); // ERROR [TooLarge] with stride 1000000000
  @ConvTranspose2d(filters = 4, kernel = 3, pads = 2_000_000_000) Tensor t2(Tensor image); // ERROR [TooLarge]
  @Upsample(1_000_000_000) Tensor u(Tensor line); // ERROR [TooLarge] with value 1000000000
  @DepthwiseConv1d(kernel = 2, multiplier = 1_000_000_000) Tensor d(Tensor line); // ERROR [TooLarge]
}
