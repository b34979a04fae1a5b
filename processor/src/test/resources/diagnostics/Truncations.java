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
}
