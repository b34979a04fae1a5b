package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Learns from a million characters of Shakespeare which may follow, and writes on.
 *
 * <pre>samples/run shakespeare --data DIR [--epochs N] [--temperature T] [--prompt TEXT]</pre>
 *
 * @see <a href="https://karpathy.github.io/2015/05/21/rnn-effectiveness/">Karpathy, The
 *     unreasonable effectiveness of recurrent neural networks (2015)</a>
 */
public final class Shakespeare {
  /** Characters that are learned from in a row. */
  static final int LENGTH = 64;

  /** Different ones in the text. */
  static final int CHARACTERS = 65;

  static final int UNITS = 128;

  private static final String FILES =
      "the file input.txt of https://github.com/karpathy/char-rnn/tree/master/data/tinyshakespeare";

  private final Characters characters;
  private final ShakespeareModelNet net = ShakespeareModelNet.create(1);

  private Shakespeare(Characters characters) {
    this.characters = characters;
  }

  /** The last fifth of the epochs goes at a fifth of the rate. */
  static Shakespeare train(Characters known, int epochs) {
    Shakespeare learned = new Shakespeare(known);
    Characters.Runs runs = known.runs(LENGTH);
    Dataset rows =
        Dataset.of("text", Column.ints(runs.characters(), LENGTH))
            .with("next", Column.ints(runs.next(), LENGTH));
    Trainer trainer = Trainer.of(learned.net);
    int fine = epochs / 5;
    trainer.optimizer(Adam.withLearningRate(4e-3)).epochs(epochs - fine).fit(rows);
    if (fine > 0) {
      trainer.optimizer(Adam.withLearningRate(8e-4)).epochs(fine).fit(rows);
    }
    return learned;
  }

  /** How many bits a character of another text takes, by what the network holds likely. */
  double bits(Characters other) {
    Characters.Runs runs = other.runs(LENGTH);
    ShakespeareModelNet.Predictor predictor = net.predictor();
    float[] scores = new float[LENGTH * CHARACTERS];
    double bits = 0;
    for (int from = 0; from < runs.next().length; from += LENGTH) {
      predictor.predict(Arrays.copyOfRange(runs.characters(), from, from + LENGTH), scores);
      for (int i = 0; i < LENGTH; i++) {
        float[] step = Arrays.copyOfRange(scores, i * CHARACTERS, (i + 1) * CHARACTERS);
        bits += Characters.bits(step, runs.next()[from + i]);
      }
    }
    return bits / runs.next().length;
  }

  /** Goes through a beginning, and on from there. */
  String write(String beginning, int length, double temperature, long seed) {
    ShakespeareModelNet.Stepper stepper = net.stepper();
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(beginning);
    float[] scores = new float[CHARACTERS];
    for (int i = 0; text.length() < beginning.length() + length; i++) {
      stepper.step(characters.alphabet().indexOf(text.charAt(i)), scores);
      if (i == text.length() - 1) {
        int next = Characters.draw(scores, temperature, random);
        text.append(characters.alphabet().charAt(next));
      }
    }
    return text.toString();
  }

  public static void main(String[] args) throws IOException {
    Options options =
        Options.of(
            "shakespeare --data DIR [--epochs N] [--temperature T] [--prompt TEXT]", FILES, args);
    Characters text = Characters.read(options.data().resolve("input.txt"));
    int known = text.size() * 9 / 10;
    Shakespeare learned = train(text.slice(0, known), options.number("--epochs", 5));
    Characters others = text.slice(known, text.size());
    System.out.printf(
        Locale.ROOT,
        "bits a character, of the last tenth: %.2f; by how often each occurs: %.2f%n",
        learned.bits(others),
        others.bits());
    double temperature = Double.parseDouble(options.text("--temperature", "0.7"));
    System.out.println(learned.write(options.text("--prompt", "ROMEO:\n"), 600, temperature, 1));
  }
}
