package dev.lanewise.samples;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Embedding;
import dev.lanewise.annotations.Lstm;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.TokenInput;

/** An LSTM, which reads a name letter by letter. */
@Model(batch = 64)
interface SurnamesLstm {
  @TokenInput(length = Surnames.LENGTH, vocabulary = NameList.LETTERS)
  Tensor letters();

  @ClassLabel(18)
  Tensor language();

  @Embedding(features = 32, paddingIndex = 0)
  Tensor sounds(Tensor letters);

  @Lstm(units = 96, returnSequence = false)
  Tensor state(Tensor sounds);

  @Output
  @Dense(units = 18)
  Tensor scores(Tensor state);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor language);
}
