package dev.lanewise.samples;

import dev.lanewise.runtime.Adagrad;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;

/**
 * Learns to say hello, letter by letter: Elman's network, trained as min-char-rnn is, on one word.
 * Which letter follows an l depends on what came before.
 *
 * <pre>samples/run hello</pre>
 *
 * @see <a href="https://gist.github.com/karpathy/d4dee566867f8291f086">Karpathy, Minimal
 *     character-level language model (2015)</a>
 */
public final class Hello {
  private static final String WORD = "hello";
  private static final String ALPHABET = "helo";

  private Hello() {}

  /** Adagrad at 0.1, and elements of gradients within 5. */
  static HelloModelNet train(int steps) {
    int[] next = new int[4];
    for (int i = 0; i < 4; i++) {
      next[i] = ALPHABET.indexOf(WORD.charAt(i + 1));
    }
    HelloModelNet net = HelloModelNet.create(1);
    Trainer.of(net)
        .optimizer(Adagrad.withLearningRate(0.1))
        .clipGradientValue(5)
        .epochs(steps)
        .threads(1)
        .quiet()
        .fit(
            Dataset.of("letters", Column.floats(letters("hell"), 16))
                .with("next", Column.ints(next, 4)));
    return net;
  }

  /** One of four numbers is 1 for each letter. */
  private static float[] letters(String text) {
    float[] letters = new float[16];
    for (int i = 0; i < text.length(); i++) {
      letters[4 * i + ALPHABET.indexOf(text.charAt(i))] = 1;
    }
    return letters;
  }

  /** What is held likely to follow each letter of a text, given those before it. */
  static String following(HelloModelNet net, String text) {
    float[] scores = net.predict(letters(text));
    StringBuilder next = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int best = 0;
      for (int letter = 1; letter < 4; letter++) {
        best = scores[4 * i + letter] > scores[4 * i + best] ? letter : best;
      }
      next.append(ALPHABET.charAt(best));
    }
    return next.toString();
  }

  /** Goes on from a letter, reading what it has said itself. */
  static String said(HelloModelNet net, String beginning) {
    String text = beginning;
    while (text.length() < WORD.length()) {
      String next = following(net, text);
      text += next.charAt(next.length() - 1);
    }
    return text;
  }

  public static void main(String[] args) {
    HelloModelNet net = train(100);
    String next = following(net, "hell");
    for (int i = 0; i < 4; i++) {
      System.out.println(WORD.substring(0, i + 1) + " -> " + next.charAt(i));
    }
    System.out.println("from h: " + said(net, "h"));
  }
}
