package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.util.Locale;

/**
 * Tells spam from other {@link Messages}: learns from four fifths of them, and is asked about the
 * rest.
 *
 * <pre>samples/run sms-spam --data DIR [--epochs N]</pre>
 */
public final class SmsSpam {
  /** Words that are read of a message. */
  static final int LENGTH = 50;

  /** Words that are known, with nothing and the unknown. */
  static final int WORDS = 4000;

  private final Vocabulary vocabulary;
  private final SmsSpamModelNet net = SmsSpamModelNet.create(1);

  private SmsSpam(Messages messages) {
    vocabulary = Vocabulary.of(messages.texts(), WORDS);
  }

  static SmsSpam train(Messages messages, int epochs) {
    SmsSpam learned = new SmsSpam(messages);
    int[] words = new int[messages.size() * LENGTH];
    int[] spam = new int[messages.size()];
    for (int i = 0; i < messages.size(); i++) {
      Messages.Message message = messages.all().get(i);
      System.arraycopy(learned.words(message.text()), 0, words, i * LENGTH, LENGTH);
      spam[i] = message.spam() ? 1 : 0;
    }
    Trainer.of(learned.net)
        .optimizer(Adam.withLearningRate(3e-3))
        .epochs(epochs)
        .quiet()
        .fit(Dataset.of("words", Column.ints(words, LENGTH)).with("spam", Column.labels(spam)));
    return learned;
  }

  private int[] words(String text) {
    return vocabulary.numbers(text, LENGTH);
  }

  /** The probability that a text is spam. */
  double spam(String text) {
    return net.predict(words(text))[1];
  }

  /** How well spam is found among other messages. */
  Detection detection(Messages others) {
    boolean[] taken = new boolean[others.size()];
    boolean[] are = new boolean[others.size()];
    for (int i = 0; i < others.size(); i++) {
      Messages.Message message = others.all().get(i);
      taken[i] = spam(message.text()) > 0.5;
      are[i] = message.spam();
    }
    return Detection.of(taken, are);
  }

  public static void main(String[] args) throws IOException {
    Options options = Options.of("sms-spam --data DIR [--epochs N]", Messages.FILES, args);
    Messages messages = Messages.read(options.data()).shuffled(1);
    int known = messages.size() * 4 / 5;
    SmsSpam learned = train(messages.slice(0, known), options.number("--epochs", 6));
    Messages others = messages.slice(known, messages.size());
    Detection detection = learned.detection(others);
    System.out.printf(
        Locale.ROOT,
        "%,d other messages: %.2f %% told right; of what is taken for spam %.1f %% is, of spam"
            + " %.1f %% is found%n",
        others.size(),
        100 * detection.accuracy(),
        100 * detection.precision(),
        100 * detection.recall());
    for (String text :
        new String[] {
          "Congratulations! You have won a 500 pound prize, call 09061701461 to claim now",
          "Are you coming home for dinner? I have won at chess again"
        }) {
      System.out.printf(Locale.ROOT, "spam with probability %.3f: %s%n", learned.spam(text), text);
    }
  }
}
