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

@Model
interface Tokens {
  @TokenInput(length = 0, vocabulary = 10) // ERROR [SequenceSize] length 0; a sequence has at least 1 step
  Tensor none();

  @TokenInput(length = 3, vocabulary = 0) // ERROR [VocabularySize] a vocabulary of 0; there is at least 1 token
  Tensor nothing();

  @TokenInput(length = 3, vocabulary = 10)
  Tensor words();

  @SequenceInput(length = 3, features = 10)
  Tensor numbers();

  @ClassLabel(10)
  Tensor label();

  @Embedding(features = 4)
  Tensor sound(Tensor words);

  @Embedding(features = 0) // ERROR [EmbeddingFeatures] 0 features; a token has at least 1
  Tensor empty(Tensor words);

  @Embedding(features = 4, paddingIndex = 10) // ERROR [PaddingIndex] padding 10; it is a token from 0 to 9, or -1 for none
  Tensor padded(Tensor words);

  @Embedding(features = 4)
  Tensor ofNumbers(
      Tensor numbers); // ERROR [NotTokens] numbers holds no tokens; @Embedding reads a @TokenInput

  @Embedding(features = 4)
  Tensor ofLabels(
      Tensor label); // ERROR [NotTokens] label holds no tokens

  @Dense(units = 3)
  Tensor dense(
      Tensor words); // ERROR [NotFloats] words is tokens, for an @Embedding; @Dense reads nodes that hold floats
}

@Model
interface Labels {
  @SequenceInput(length = 3, features = 10)
  Tensor x();

  @Input(10)
  Tensor features();

  @ClassLabel(4)
  Tensor one();

  @ClassLabel(value = 4, shape = 3)
  Tensor each();

  @ClassLabel(value = 4, shape = 2)
  Tensor few();

  @ClassLabel(value = 4, shape = {2, -2}) // ERROR [InputShape] size -2
  Tensor negative();

  @Dense(units = 4)
  Tensor scores(Tensor x);

  @Dense(units = 4)
  Tensor once(Tensor features);

  @CrossEntropyLoss
  Tensor sound(Tensor scores, Tensor each);

  @CrossEntropyLoss
  Tensor lossOfOne(
      Tensor scores,
      Tensor one); // ERROR [LabelSteps] one has one class a sample, and scores is of shape 3x4 (x 3x10 -> scores 3x4); a @ClassLabel for them has shape = 3

  @NegativeLogLikelihoodLoss
  Tensor lossOfFew(
      Tensor scores,
      Tensor few); // ERROR [LabelSteps] few has 2 classes a sample

  @CrossEntropyLoss
  Tensor lossOfEach(
      Tensor once,
      Tensor each); // ERROR [LabelSteps] a @ClassLabel for them has no shape
}

@Model
interface VaryingLengths {
  @SequenceInput(length = 5, features = 3, variable = true)
  Tensor x();

  @SequenceInput(length = 5, features = 3, variable = true)
  Tensor z();

  @SequenceInput(length = 5, features = 3)
  Tensor fixed();

  @TokenInput(length = 5, vocabulary = 3, variable = true)
  Tensor words();

  @Dense(units = 3)
  Tensor sound(Tensor x);

  @Add
  Tensor both(Tensor sound, Tensor fixed, Tensor x);

  @LastStep
  Tensor last(Tensor both);

  @Embedding(features = 3)
  Tensor e(Tensor words);

  @Add
  Tensor other(
      Tensor sound,
      Tensor z); // ERROR [OtherSteps] z has the steps of "z.steps", those before it have "x.steps"; only sequences of the same steps go together

  @Flatten
  Tensor flat(
      Tensor both); // ERROR [VariableLength] both has as many of its 5 steps as each sample says; @Flatten would read all of them

  @Softmax(axis = 0)
  Tensor attention(
      Tensor e); // ERROR [VariableLength] e has as many

  @ReduceMean(axes = 1) // ERROR [VariableLength] axes without time, axis 0, of a sequence of varying length
  Tensor mean(Tensor x);

  @LastStep
  Tensor ofFeatures(
      Tensor last); // ERROR [NoTime] last has shape 3
}
