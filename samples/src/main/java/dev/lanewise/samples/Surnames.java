package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Network;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells the language of surnames, letter by letter, by three kinds of recurrent network: learns
 * from four fifths of a {@link NameList}, and is asked about the rest.
 *
 * <pre>samples/run surnames --data DIR [--epochs N]</pre>
 */
public final class Surnames {
  /** The last letters of a name that are read. */
  static final int LENGTH = 16;

  private Surnames() {}

  /** One network's scores of the languages. */
  interface Scores {
    float[] of(int[] letters);
  }

  /**
   * How well languages are told.
   *
   * @param accuracy the share of names that are told right
   * @param meanRecall the same for each language by itself, and the mean over them: almost half of
   *     the names are Russian
   */
  record Quality(double accuracy, double meanRecall) {
    static Quality of(Scores scores, NameList names) {
      int[] right = new int[names.languages().size()];
      int[] asked = new int[right.length];
      for (NameList.Name name : names.all()) {
        asked[name.language()]++;
        right[name.language()] +=
            largest(scores.of(name.numbers(LENGTH))) == name.language() ? 1 : 0;
      }
      double recall = 0;
      int all = 0;
      for (int i = 0; i < right.length; i++) {
        recall += (double) right[i] / asked[i] / right.length;
        all += right[i];
      }
      return new Quality((double) all / names.size(), recall);
    }

    private static int largest(float[] scores) {
      int largest = 0;
      for (int i = 1; i < scores.length; i++) {
        largest = scores[i] > scores[largest] ? i : largest;
      }
      return largest;
    }
  }

  static void train(Network net, NameList names, int epochs) {
    int[] letters = new int[names.size() * LENGTH];
    int[] languages = new int[names.size()];
    for (int i = 0; i < names.size(); i++) {
      NameList.Name name = names.all().get(i);
      System.arraycopy(name.numbers(LENGTH), 0, letters, i * LENGTH, LENGTH);
      languages[i] = name.language();
    }
    Trainer.of(net)
        .optimizer(Adam.withLearningRate(2e-3))
        .epochs(epochs)
        .quiet()
        .fit(
            Dataset.of("letters", Column.ints(letters, LENGTH))
                .with("language", Column.labels(languages)));
  }

  /** The three, after as many epochs. */
  static Map<String, Scores> train(NameList names, int epochs) {
    SurnamesElmanNet elman = SurnamesElmanNet.create(1);
    SurnamesLstmNet lstm = SurnamesLstmNet.create(1);
    SurnamesGruNet gru = SurnamesGruNet.create(1);
    for (Network net : new Network[] {elman, lstm, gru}) {
      train(net, names, epochs);
    }
    Map<String, Scores> learned = new LinkedHashMap<>();
    learned.put("Elman", elman::predict);
    learned.put("LSTM", lstm::predict);
    learned.put("GRU", gru::predict);
    return learned;
  }

  public static void main(String[] args) throws IOException {
    Options options = Options.of("surnames --data DIR [--epochs N]", NameList.FILES, args);
    NameList names = NameList.read(options.data()).shuffled(1);
    int known = names.size() * 4 / 5;
    NameList others = names.slice(known, names.size());
    Map<String, Scores> learned = train(names.slice(0, known), options.number("--epochs", 10));
    System.out.printf(Locale.ROOT, "%,d other names   told right  by language%n", others.size());
    learned.forEach((kind, scores) -> {
      Quality quality = Quality.of(scores, others);
      System.out.printf(
          Locale.ROOT,
          "%-17s  %8.1f %%  %9.1f %%%n",
          kind,
          100 * quality.accuracy(),
          100 * quality.meanRecall());
    });
    for (String name : new String[] {"Satoshi", "Dovesky", "Papadakis", "O'Sullivan"}) {
      int[] letters = new NameList.Name(NameList.plain(name), 0).numbers(LENGTH);
      int language = Quality.largest(learned.get("LSTM").of(letters));
      System.out.println(name + ": " + names.languages().get(language));
    }
  }
}
