import dev.lanewise.annotations.*;

@Model(batch = 64)
interface SequenceSizes {
  @SequenceInput(length = 0, features = 9) // ERROR [SequenceSize] length 0; a sequence has at least 1 step
  Tensor none();

  @SequenceInput(length = 9, features = -1) // ERROR [SequenceSize] features -1
  Tensor negative();

  @SequenceInput(length = 60_000, features = 60_000) // ERROR [SequenceSize] 60000 steps of 60000 features times batch 64 exceed
  Tensor large();

  @SequenceInput(length = 5, features = 3)
  Tensor sound(
      Tensor none); // ERROR [WrongInputCount] @SequenceInput reads no node, found 1

  @Dense(units = 4)
  Tensor y(Tensor sound);
}

@Model
interface StepsOfLosses {
  @SequenceInput(length = 5, features = 3)
  Tensor x();

  @Label({5, 3})
  Tensor each();

  @Label(3)
  Tensor one();

  @Dense(units = 3)
  Tensor y(Tensor x);

  @MeanSquaredErrorLoss
  Tensor sound(Tensor y, Tensor each);

  @MeanSquaredErrorLoss
  Tensor loss(
      Tensor y,
      Tensor one); // ERROR [LossShape] one has shape 3, but y has 5x3 (x 5x3 -> y 5x3)
}

@Model
interface StepsAndImages {
  @SequenceInput(length = 5, features = 3)
  Tensor x();

  @Input({5, 3})
  Tensor image();

  @Dense(units = 2)
  Tensor ofSequence(Tensor x);

  @Dense(units = 2)
  Tensor ofImage(
      Tensor image); // ERROR [FeatureAxis] image has shape 5x3
}
