package dev.lanewise.samples;

import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Sgd;
import dev.lanewise.runtime.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The perceptron learns and, and or, and never exclusive or, which no line separates.
 *
 * <pre>samples/run perceptron</pre>
 */
public final class Perceptron {
  private static final float[][] BITS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

  private Perceptron() {}

  /** Where an epoch ended: the weights of both bits, the bias, and how many rows they get wrong. */
  record Epoch(float weight1, float weight2, float bias, int mistakes) {}

  /** Rosenblatt's rule, row after row, until no row is wrong or the epochs are over. */
  static List<Epoch> train(float[][] bits, float[][] targets, int limit) {
    PerceptronModelNet net = PerceptronModelNet.create(0);
    Trainer trainer = Trainer.of(net).optimizer(Sgd.withLearningRate(1)).threads(1);
    Dataset table = Dataset.of("bits", Column.floats(bits)).with("target", Column.floats(targets));
    List<Epoch> epochs = new ArrayList<>();
    do {
      for (int row = 0; row < table.size(); row++) {
        trainer.step(table.slice(row, row + 1));
      }
      float[] weight = net.parameter("score.weight");
      float bias = net.parameter("score.bias")[0];
      epochs.add(new Epoch(weight[0], weight[1], bias, mistakes(net, bits, targets)));
    } while (epochs.getLast().mistakes > 0 && epochs.size() < limit);
    return epochs;
  }

  private static int mistakes(PerceptronModelNet net, float[][] bits, float[][] targets) {
    int mistakes = 0;
    for (int row = 0; row < bits.length; row++) {
      mistakes += net.predict(bits[row])[0] == targets[row][0] ? 0 : 1;
    }
    return mistakes;
  }

  private static void show(String name, float... answers) {
    System.out.println(name);
    float[][] targets = new float[answers.length][];
    for (int row = 0; row < answers.length; row++) {
      targets[row] = new float[] {answers[row]};
    }
    List<Epoch> epochs = train(BITS, targets, 1000);
    for (int i = 0; i < epochs.size(); i++) {
      Epoch epoch = epochs.get(i);
      System.out.printf(
          Locale.ROOT,
          "  epoch %d: weights %2.0f %2.0f, bias %2.0f, mistakes %d%n",
          i + 1,
          epoch.weight1,
          epoch.weight2,
          epoch.bias,
          epoch.mistakes);
      int before = epochs.indexOf(epoch);
      if (before < i) {
        System.out.printf(
            "  as after epoch %d: so it goes round for ever, and has done until epoch %d%n",
            before + 1, epochs.size());
        return;
      }
    }
    System.out.println("  learned");
  }

  public static void main(String[] args) {
    show("and", 0, 0, 0, 1);
    show("or", 0, 1, 1, 1);
    show("exclusive or", 0, 1, 1, 0);
  }
}
