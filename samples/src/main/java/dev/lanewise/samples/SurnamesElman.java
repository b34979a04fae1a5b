package dev.lanewise.samples;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Embedding;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.SimpleRnn;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.TokenInput;

/**
 * Elman's network, which reads a name letter by letter.
 *
 * @see <a href="https://doi.org/10.1207/s15516709cog1402_1">Elman, Finding structure in time
 *     (1990)</a>
 */
@Model(batch = 64)
interface SurnamesElman {
  @TokenInput(length = Surnames.LENGTH, vocabulary = NameList.LETTERS)
  Tensor letters();

  @ClassLabel(18)
  Tensor language();

  @Embedding(features = 32, paddingIndex = 0)
  Tensor sounds(Tensor letters);

  @SimpleRnn(units = 96, returnSequence = false)
  Tensor state(Tensor sounds);

  @Output
  @Dense(units = 18)
  Tensor scores(Tensor state);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor language);
}
