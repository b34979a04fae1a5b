package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Evaluation;
import dev.lanewise.runtime.Trainer;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What courses tell networks apart by, from vectors or sequences to vectors or sequences, each
 * learned. Many to one is what the samples of surnames and of messages do.
 *
 * @see <a href="https://karpathy.github.io/2015/05/21/rnn-effectiveness/">Karpathy, The
 *     unreasonable effectiveness of recurrent neural networks (2015)</a>
 */
class SequenceShapesTest {
  private static final int BITS = 256;

  private static void fit(Net net, double rate, int epochs, Dataset data) {
    Trainer.of(net.network())
        .optimizer(Adam.withLearningRate(rate))
        .epochs(epochs)
        .threads(1)
        .seed(3)
        .quiet()
        .fit(data);
  }

  /** Numbers to their Gray codes: one to one. */
  @Test
  void aVectorToAVector() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 8) interface GrayCode {
              @Input(3) Tensor bits();
              @Label(3) Tensor code();
              @Dense(units = 16, activation = TANH) Tensor hidden(Tensor bits);
              @Dense(units = 3) Tensor scores(Tensor hidden);
              @Activation(SIGMOID) @Output Tensor likely(Tensor scores);
              @BinaryCrossEntropyWithLogitsLoss Tensor loss(Tensor scores, Tensor code);
            }
            """);
    float[][] bits = new float[8][];
    float[][] codes = new float[8][];
    for (int i = 0; i < 8; i++) {
      bits[i] = bits(i, 3);
      codes[i] = bits(i ^ i >> 1, 3);
    }
    Net net = compilation.net("GrayCode", BITS);
    fit(net, 0.03, 300, Dataset.of("bits", Column.floats(bits)).with("code", Column.floats(codes)));
    for (int i = 0; i < 8; i++) {
      double[] likely = net.predictOne(sample("bits", bits[i])).get("likely");
      for (int bit = 0; bit < 3; bit++) {
        assertEquals(codes[i][bit], likely[bit], 0.2, "bit " + bit + " of " + i);
      }
    }
  }

  private static float[] bits(int number, int count) {
    float[] bits = new float[count];
    for (int i = 0; i < count; i++) {
      bits[i] = number >> i & 1;
    }
    return bits;
  }

  private static Batch sample(String input, float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return new Batch(1, Map.of(input, copy));
  }

  private static final String[] NAMES = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
  };
  private static final int LENGTH = 6;

  /** Before a name, and behind it. */
  private static final int NONE = 26;

  /** A digit to its name, of which each letter is read to find the next: one to many. */
  @Test
  void aVectorToASequence() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 10) interface DigitName {
              @Input(10) Tensor digit();
              @TokenInput(length = 6, vocabulary = 27) Tensor before();
              @ClassLabel(value = 27, shape = 6) Tensor letters();
              @Dense(units = 32, activation = TANH) Tensor first(Tensor digit);
              @Embedding(features = 16) Tensor read(Tensor before);
              @Gru(units = 32) Tensor state(Tensor read, Tensor first);
              @Dense(units = 27) @Output Tensor scores(Tensor state);
              @CrossEntropyLoss Tensor loss(Tensor scores, Tensor letters);
            }
            """);
    float[] digits = new float[100];
    int[] before = new int[10 * LENGTH];
    int[] letters = new int[10 * LENGTH];
    for (int digit = 0; digit < 10; digit++) {
      digits[digit * 11] = 1;
      for (int i = 0; i < LENGTH; i++) {
        letters[digit * LENGTH + i] = letter(NAMES[digit], i);
        before[digit * LENGTH + i] = letter(NAMES[digit], i - 1);
      }
    }
    Net net = compilation.net("DigitName", BITS);
    Dataset names =
        Dataset.of("digit", Column.floats(digits, 10))
            .with("before", Column.ints(before, LENGTH))
            .with("letters", Column.ints(letters, LENGTH));
    fit(net, 0.02, 200, names);
    for (int digit = 0; digit < 10; digit++) {
      assertEquals(NAMES[digit], written(net, digit));
    }
  }

  private static int letter(String name, int index) {
    return index >= 0 && index < name.length() ? name.charAt(index) - 'a' : NONE;
  }

  /** Letter by letter, each of them read in the next step. */
  private static String written(Net net, int digit) {
    double[] digits = new double[10];
    digits[digit] = 1;
    StringBuilder name = new StringBuilder();
    while (name.length() < LENGTH) {
      double[] before = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        before[i] = letter(name.toString(), i - 1);
      }
      Batch read = new Batch(1, Map.of("digit", digits, "before", before));
      int next = best(net.predictOne(read).get("scores"), name.length() * 27);
      if (next == NONE) {
        break;
      }
      name.append((char) ('a' + next));
    }
    return name.toString();
  }

  private static int best(double[] scores, int from) {
    int best = 0;
    for (int i = 1; i < 27; i++) {
      best = scores[from + i] > scores[from + best] ? i : best;
    }
    return best;
  }

  /** Whether the ones so far are odd in number: many to many, of equal length. */
  @Test
  void aSequenceToASequenceOfItsLength() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 32) interface Parity {
              @SequenceInput(length = 8, features = 1) Tensor bits();
              @ClassLabel(value = 2, shape = 8) Tensor odd();
              @Gru(units = 16) Tensor state(Tensor bits);
              @Dense(units = 2) @Output Tensor scores(Tensor state);
              @CrossEntropyLoss Tensor loss(Tensor scores, Tensor odd);
            }
            """);
    float[][] bits = new float[256][];
    int[] odd = new int[256 * 8];
    for (int i = 0; i < 256; i++) {
      bits[i] = bits(i, 8);
      for (int t = 0; t < 8; t++) {
        odd[i * 8 + t] = Integer.bitCount(i & (2 << t) - 1) & 1;
      }
    }
    Dataset all = Dataset.of("bits", Column.floats(bits)).with("odd", Column.ints(odd, 8));
    Net net = compilation.net("Parity", BITS);
    fit(net, 0.02, 60, all);
    assertEquals(1, Evaluation.of(net.network(), all).accuracy().orElseThrow());
  }

  /** A window of a wave to its next values: many to one vector of what follows. */
  @Test
  void aWindowToSeveralStepsAhead() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 32) interface Forecast {
              @SequenceInput(length = 16, features = 1) Tensor window();
              @Label(5) Tensor next();
              @Lstm(units = 24, returnSequence = false) Tensor state(Tensor window);
              @Dense(units = 5) @Output Tensor ahead(Tensor state);
              @MeanSquaredErrorLoss Tensor loss(Tensor ahead, Tensor next);
            }
            """);
    Net net = compilation.net("Forecast", BITS);
    fit(net, 0.01, 60, waves(512, 1));
    double error = Evaluation.of(net.network(), waves(256, 2)).meanSquaredError().orElseThrow();
    // The mean of a wave's square is 1/2: what a constant is wrong by.
    assertTrue(error < 0.01, "error " + error);
  }

  /** Of random periods and phases. */
  private static Dataset waves(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] windows = new float[count][16];
    float[][] next = new float[count][5];
    for (int i = 0; i < count; i++) {
      double phase = random.nextDouble(2 * Math.PI);
      double speed = random.nextDouble(0.3, 0.8);
      for (int t = 0; t < 21; t++) {
        float value = (float) Math.sin(phase + speed * t);
        if (t < 16) {
          windows[i][t] = value;
        } else {
          next[i][t - 16] = value;
        }
      }
    }
    return Dataset.of("window", Column.floats(windows)).with("next", Column.floats(next));
  }
}
