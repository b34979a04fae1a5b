package dev.lanewise.samples;

import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Dropout;
import dev.lanewise.annotations.Embedding;
import dev.lanewise.annotations.Lstm;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Softmax;
import dev.lanewise.annotations.Tensor;
import dev.lanewise.annotations.TokenInput;

/** An LSTM that reads the words of a message, each a learned row of numbers. */
@Model(batch = 64)
interface SmsSpamModel {
  @TokenInput(length = SmsSpam.LENGTH, vocabulary = SmsSpam.WORDS)
  Tensor words();

  @ClassLabel(2)
  Tensor spam();

  @Embedding(features = 32, paddingIndex = Vocabulary.NOTHING)
  Tensor meanings(Tensor words);

  @Dropout(0.3)
  Tensor someMeanings(Tensor meanings);

  @Lstm(units = 32, returnSequence = false)
  Tensor gist(Tensor someMeanings);

  @Dropout(0.3)
  Tensor someGist(Tensor gist);

  @Dense(units = 2)
  Tensor scores(Tensor someGist);

  @Output
  @Softmax
  Tensor probabilities(Tensor scores);

  @CrossEntropyLoss
  Tensor loss(Tensor scores, Tensor spam);
}
