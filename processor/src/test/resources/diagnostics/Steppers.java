import dev.lanewise.annotations.*;

@Model(streaming = true) // ERROR [NotCausal] "both" runs backwards
interface StepsInBothDirections {
  @SequenceInput(length = 5, features = 3)
  Tensor x();

  @Dense(units = 4)
  Tensor before(Tensor x);

  @Gru(units = 4, bidirectional = true)
  Tensor both(Tensor before);
}

@Model(streaming = true) // ERROR [NotCausal] "turned" begins with the last step
interface StepsTurned {
  @SequenceInput(length = 5, features = 3, variable = true)
  Tensor x();

  @TimeReverse
  Tensor turned(Tensor x);
}

@Model(streaming = true) // ERROR [NotCausal] "attention" computes with several steps at once
interface StepsTogether {
  @SequenceInput(length = 5, features = 3)
  Tensor x();

  @MatMul(transposeB = true)
  Tensor attention(Tensor x, @From("x") Tensor again);
}

@Model(streaming = true) // ERROR [NotCausal] "y" begins with a state that the model gives it
interface StepsFromAState {
  @SequenceInput(length = 5, features = 3)
  Tensor x();

  @Input(4)
  Tensor h();

  @Gru(units = 4)
  Tensor y(Tensor x, Tensor h);
}

@Model(streaming = true) // ERROR [NotCausal] "z" has 6 steps where x has 5
interface StepsOfTwoLengths {
  @SequenceInput(length = 5, features = 3)
  Tensor x();

  @SequenceInput(length = 6, features = 3)
  Tensor z();

  @LastStep
  Tensor a(Tensor x);

  @LastStep
  Tensor b(Tensor z);

  @Add
  Tensor y(Tensor a, Tensor b);
}

@Model(streaming = true) // ERROR [NotCausal] the model reads no sequence
interface StepsOfNothing {
  @Input(4)
  Tensor x();

  @Dense(units = 4)
  Tensor y(Tensor x);
}

@Model(streaming = true) // ERROR [NotCausal] "y" reads "last", which is known at the end alone
interface StepsWithTheLast {
  @SequenceInput(length = 5, features = 3)
  Tensor x();

  @LastStep
  Tensor last(Tensor x);

  @Subtract
  Tensor y(Tensor x, Tensor last);
}
