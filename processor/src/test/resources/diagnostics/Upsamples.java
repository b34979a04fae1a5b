import dev.lanewise.annotations.*;

@Model
interface UpsampleScales {
  @Input({3, 9, 7}) Tensor image();
  @Input({2, 3, 4, 5}) Tensor volume();
  @Input(63) Tensor flat();

  @Upsample(2)
  Tensor features(Tensor flat); // ERROR [SpaceAxes] 1 to 3 axes of space

  @Upsample(0) // ERROR [UpsampleScale] scale [0]
  Tensor none(Tensor image);

  @Upsample({2, 2, 2}) // ERROR [UpsampleScale] scale [2, 2, 2]
  Tensor cube(Tensor image);

  @Upsample(value = 2, alignCorners = true) // ERROR [UpsampleMode] corners are aligned
  Tensor corners(Tensor image);

  @Upsample(value = 2, mode = UpsampleMode.BILINEAR) // ERROR [UpsampleMode] not 3
  Tensor trilinear(Tensor volume);
}
