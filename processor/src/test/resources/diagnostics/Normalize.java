import dev.lanewise.annotations.*;

@Model
interface Normalizes {
  @Input({3, 8, 8}) Tensor image();
  @Input(4) Tensor x();
  @ClassLabel(3) Tensor label();

  @Normalize(mean = {0.1, 0.2, 0.3}, deviation = 2) Tensor sound(Tensor image);

  @Normalize(deviation = 1,
      mean = {0.1, 0.2}) // ERROR [NormalizeSize] 2 numbers for 3 channels (image 3x8x8 -> sound 3x8x8)
  Tensor few(Tensor sound);

  @Normalize(mean = 0,
      deviation = {}) // ERROR [NormalizeSize] 0 numbers for 4 channels
  Tensor none(Tensor x);

  @Normalize(mean = 0,
      deviation = {1, 0, 1}) // ERROR [NormalizeValue] deviation 0.0; it is a positive, finite number
  Tensor zero(Tensor image);

  @Normalize(
      mean = Double.NaN, // ERROR [NormalizeValue] mean NaN; it is a finite number
      deviation = -1) // ERROR [NormalizeValue] deviation -1.0
  Tensor both(Tensor image);

  @Normalize(mean = 0, deviation = 1) Tensor ofLabel(Tensor label); // ERROR [NotFloats] label is a class label

  @Normalize(mean = 0, deviation = 1)
  @L2(0.1) // ERROR [NothingToModify]
  Tensor fixed(Tensor x);
}
