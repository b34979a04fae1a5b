package dev.lanewise.samples;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.SequenceInput;
import dev.lanewise.annotations.SimpleRnn;
import dev.lanewise.annotations.Tensor;

/** Which letter follows, after each of those so far. */
@Model(batch = 1)
interface HelloModel {
  @SequenceInput(length = 4, features = 4)
  Tensor letters();

  @ClassLabel(value = 4, shape = 4)
  Tensor next();

  @SimpleRnn(units = 16)
  Tensor state(Tensor letters);

  @Output
  @Dense(units = 4)
  Tensor scores(Tensor state);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor next);
}
