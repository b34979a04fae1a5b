import dev.lanewise.annotations.*;

/** What does not fit backpropagation through time that is truncated. */
interface Truncations {
  @Model
  @TruncatedBptt(probability = 1) // ERROR [TruncationProbability] probability 1.0
  interface Always {
    @SequenceInput(length = 6, features = 4) Tensor x();
    @Label(8) Tensor target();
    @Lstm(units = 8, returnSequence = false) Tensor y(Tensor x);
    @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
  }

  @Model
  @TruncatedBptt(probability = -0.1) // ERROR [TruncationProbability] probability -0.1
  interface Less {
    @SequenceInput(length = 6, features = 4) Tensor x();
    @Label(8) Tensor target();
    @Lstm(units = 8, returnSequence = false) Tensor y(Tensor x);
    @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
  }

  @Model
  @TruncatedBptt(probability = 0.1) // ERROR [NothingToTruncate] no layer carries anything
  interface NoTime {
    @Input(4) Tensor x();
    @Label(8) Tensor target();
    @Dense(units = 8) Tensor y(Tensor x);
    @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
  }

  @Model
  @TruncatedBptt(probability = 0.1) // ERROR [NothingToTruncate] without a loss
  interface NoLoss {
    @SequenceInput(length = 6, features = 4) Tensor x();
    @Lstm(units = 8) Tensor y(Tensor x);
  }

  @Model
  @TruncatedBptt // ERROR [TruncationSteps] neither k1 and k2 nor a probability
  interface Nothing {
    @SequenceInput(length = 6, features = 4) Tensor x();
    @Label(8) Tensor target();
    @Lstm(units = 8, returnSequence = false) Tensor y(Tensor x);
    @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
  }

  @Model
  @TruncatedBptt(k1 = 6) // ERROR [TruncationSteps] k1 = 6 and k2 = 0; both are needed
  interface Half {
    @SequenceInput(length = 6, features = 4) Tensor x();
    @Label(8) Tensor target();
    @Lstm(units = 8, returnSequence = false) Tensor y(Tensor x);
    @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
  }

  @Model
  @TruncatedBptt(k1 = 2, k2 = 5) // ERROR [TruncationSteps] windows of 5 steps; "y" runs over 6
  interface Longer {
    @SequenceInput(length = 6, features = 4) Tensor x();
    @Label(8) Tensor target();
    @Lstm(units = 8, returnSequence = false) Tensor y(Tensor x);
    @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
  }

  @Model(stateful = true) // ERROR [StateBackwards] "y.reverse" goes back
  interface Both {
    @SequenceInput(length = 6, features = 4) Tensor x();
    @Label(16) Tensor target();
    @Lstm(units = 8, returnSequence = false, bidirectional = true) Tensor y(Tensor x);
    @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
  }

  @Model(stateful = true) // ERROR [NothingToKeep] no layer has a state that begins at zero
  interface Given {
    @SequenceInput(length = 6, features = 4) Tensor x();
    @Input(8) Tensor first();
    @Label(8) Tensor target();
    @Gru(units = 8, returnSequence = false) Tensor y(Tensor x, Tensor first);
    @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
  }
}
