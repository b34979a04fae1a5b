import static dev.lanewise.annotations.ActivationFunction.TANH;

import dev.lanewise.annotations.*;

@Model
interface Shapes {
  @Input(4) Tensor four();
  @Input({2, 4}) Tensor square();
  @Input({3, 4}) Tensor oblong();
  @Label(5) Tensor target();
  @ClassLabel(7) Tensor label();

  @Dense(units = 6, activation = TANH) Tensor six(Tensor four);

  @Add Tensor sum(
      Tensor four,
      Tensor six); // ERROR [BroadcastShape] six is 6 and four 4; aligned at the right

  @Concat Tensor beside(
      Tensor square,
      Tensor four); // ERROR [ConcatShape] puts 4 beside 2x4

  @Concat Tensor beyond(
      Tensor square,
      Tensor oblong); // ERROR [ConcatShape] puts 3x4 beside 2x4

  @Concat(
      axis = 2) // ERROR [AxisRange] there is no axis 2 in 2x4 (square 2x4)
  Tensor behind(Tensor square, Tensor oblong);

  @Multiply Tensor product(
      Tensor square,
      Tensor oblong); // ERROR [BroadcastShape] oblong is 3x4 and square 2x4

  @ReduceSum(
      axes = {0, 2}) // ERROR [AxisRange] the axes of a sample are 0 to 1, or -1 to -2
  Tensor beyondTheLast(Tensor square);

  @ReduceMax(
      axes = {1, -1}) // ERROR [AxisTwice] axis -1
  Tensor twice(Tensor square);

  @Reshape({3, -1}) // ERROR [ReshapeSize] 3x-1 does not divide 8 elements (square 2x4)
  Tensor indivisible(Tensor square);

  @Reshape({3, 3}) // ERROR [ReshapeSize] 3x3 has 9 elements, not 8
  Tensor more(Tensor square);

  @Reshape({-1, -1}) // ERROR [ReshapeSize] -1x-1 is no shape
  Tensor open(Tensor square);

  @Permute({1, 1}) // ERROR [PermuteAxes] [1, 1] is no order of the 2 axes of 2x4
  Tensor oneTwice(Tensor square);

  @Slice(
      start = 3,
      end = -1) // ERROR [SliceRange] nothing is left from 3 until -1 of 4 elements
  Tensor nothing(Tensor square);

  @Slice(
      step = -1) // ERROR [SliceStep]
  Tensor backwards(Tensor square);

  @Pad(
      before = 1) // ERROR [PadSize] 1 numbers for 2 axes
  Tensor framed(Tensor square);

  @Pad(
      after = {-1, 0}) // ERROR [PadSize] a pad of -1
  Tensor cut(Tensor square);

  @Pad(
      before = {0, 4}, // ERROR [PadSize] a pad of 4 reflects 4 elements; at most 3
      mode = PadMode.REFLECT)
  Tensor mirrored(Tensor square);

  @Pad(
      before = {0, 4},
      mode = PadMode.REPLICATE,
      value = 1) // ERROR [PadValue] value 1.0 is not used
  Tensor repeated(Tensor square);

  @MatMul Tensor rowByRow(
      Tensor square,
      Tensor oblong); // ERROR [MatMulShape] 2x4 times 3x4; the columns of the first are the rows

  @MatMul(transposeA = true) Tensor ofDifferentLength(
      Tensor square,
      Tensor oblong); // ERROR [MatMulShape] 2x4 transposed times 3x4

  @MatMul Tensor ofFeatures(
      Tensor square,
      Tensor four); // ERROR [MatMulAxes] four has one axis (four 4); a matrix has two

  @Softmax(
      axis = -3) // ERROR [AxisRange] there is no axis -3 in 2x4
  Tensor soft(Tensor square);

  @Dense(units = 3) Tensor ofSquare(Tensor square); // ERROR [FeatureAxis]

  @Activation(TANH) Tensor ofLabel(Tensor label); // ERROR [NotFloats] label is a class label

  @CrossEntropyLoss Tensor classes(
      Tensor six, // ERROR [ClassCountMismatch] six has 6 scores
      Tensor label);

  @CrossEntropyLoss Tensor noClasses(
      Tensor six,
      Tensor target); // ERROR [NotAClassLabel] target is no @ClassLabel

  @MeanSquaredErrorLoss Tensor error(
      Tensor six,
      Tensor target); // ERROR [LossShape] target has shape 5, but six has 6 (four 4 -> six 6)

  @MeanSquaredErrorLoss(
      weight = 0) // ERROR [LossWeight]
  Tensor light(Tensor six, @From("six") Tensor itself);
}
