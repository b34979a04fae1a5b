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
      Tensor six); // ERROR [AddShape] adds 6 to 4; shapes must be equal

  @Concat Tensor beside(
      Tensor square,
      Tensor four); // ERROR [ConcatShape] puts 4 beside 2x4

  @Concat Tensor beyond(
      Tensor square,
      Tensor oblong); // ERROR [ConcatShape] puts 3x4 beside 2x4

  @Softmax Tensor soft(Tensor square); // ERROR [FeatureAxis]

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
