import dev.lanewise.annotations.*;

@Model
interface Losses {
  @Input(4) Tensor x();
  @Label(4) Tensor target();
  @Label(3) Tensor short3();
  @ClassLabel(4) Tensor label();

  @Dense(units = 4) Tensor y(Tensor x);
  @LogSoftmax Tensor logs(Tensor y);

  @LeakyRelu(
      slope = Double.NaN) // ERROR [LeakyReluSlope] slope NaN
  Tensor leaky(Tensor y);

  @Elu(
      alpha = -1) // ERROR [EluAlpha] alpha -1.0
  Tensor elu(Tensor y);

  @Prelu(
      initial = Double.POSITIVE_INFINITY) // ERROR [PreluInitial]
  Tensor prelu(Tensor y);

  @LeakyRelu Tensor ofLabel(Tensor label); // ERROR [NotFloats] label is a class label

  @HuberLoss(
      delta = 0) // ERROR [HuberDelta] delta 0.0
  Tensor huber(Tensor y, Tensor target);

  @CosineLoss Tensor cosine(
      Tensor y,
      Tensor short3); // ERROR [LossShape] short3 has shape 3, but y has 4

  @CrossEntropyLoss(
      labelSmoothing = 1.5) // ERROR [LabelSmoothing] smoothing 1.5
  Tensor smooth(Tensor y, Tensor label);

  @CrossEntropyLoss(
      classWeights = {1, 2}) // ERROR [ClassWeights] 2 weights [1.0, 2.0] of 4 classes
  Tensor few(Tensor y, Tensor label);

  @NegativeLogLikelihoodLoss(
      classWeights = {1, -1, 1, 1}) // ERROR [ClassWeights]
  Tensor negative(Tensor logs, Tensor label);

  @CrossEntropyLoss(
      classWeights = {0, 0, 0, 0}) // ERROR [ClassWeights]
  Tensor none(Tensor y, Tensor label);

  @NegativeLogLikelihoodLoss Tensor likelihood(
      Tensor logs,
      Tensor target); // ERROR [NotAClassLabel]
}
