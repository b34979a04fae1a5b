package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Tells two Gaussian clouds apart that overlap a little, and compares with what Bayes' rule says of
 * them: clouds of the same spread have a posterior that is a logistic regression (Bishop, Pattern
 * Recognition and Machine Learning, section 4.2.1).
 *
 * <pre>samples/run logistic-regression</pre>
 */
public final class LogisticRegression {
  /** How often the second class comes. */
  private static final double PRIOR = 0.4;

  private static final double[][] MEANS = {{-1, 0}, {1, 1}};
  private static final double[] SPREAD = {0.7, 1};

  private LogisticRegression() {}

  /** Points, and whether each is of the second class: 0 or 1. */
  record Points(float[][] points, float[][] second) {
    static Points draw(int size, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[][] points = new float[size][2];
      float[][] second = new float[size][1];
      for (int i = 0; i < size; i++) {
        int kind = random.nextDouble() < PRIOR ? 1 : 0;
        second[i][0] = kind;
        for (int axis = 0; axis < 2; axis++) {
          points[i][axis] = (float) (MEANS[kind][axis] + SPREAD[axis] * random.nextGaussian());
        }
      }
      return new Points(points, second);
    }

    int size() {
      return points.length;
    }
  }

  /** The last epochs go at a small rate, so that the weights settle. */
  static LogisticRegressionModelNet train(Points points) {
    LogisticRegressionModelNet net = LogisticRegressionModelNet.create(1);
    Trainer trainer = Trainer.of(net).threads(1).quiet();
    Dataset rows =
        Dataset.of("point", Column.floats(points.points))
            .with("second", Column.floats(points.second));
    trainer.optimizer(Adam.withLearningRate(0.03)).epochs(10).fit(rows);
    trainer.optimizer(Adam.withLearningRate(1e-3)).epochs(10).fit(rows);
    return net;
  }

  /** Both weights of the posterior's logit. */
  static double[] trueWeights() {
    double[] weights = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      weights[axis] = (MEANS[1][axis] - MEANS[0][axis]) / (SPREAD[axis] * SPREAD[axis]);
    }
    return weights;
  }

  /** The posterior's logit at the origin. */
  static double trueBias() {
    double bias = Math.log(PRIOR / (1 - PRIOR));
    for (int axis = 0; axis < 2; axis++) {
      bias += (square(MEANS[0][axis]) - square(MEANS[1][axis])) / (2 * square(SPREAD[axis]));
    }
    return bias;
  }

  private static double square(double x) {
    return x * x;
  }

  /** The probability of the second class at a point, by Bayes' rule. */
  static double posterior(float[] point) {
    double[] weights = trueWeights();
    return 1 / (1 + Math.exp(-trueBias() - weights[0] * point[0] - weights[1] * point[1]));
  }

  /**
   * Of the points with a probability in some range: how many, what it was in the mean, what Bayes'
   * rule says, and how often it came true.
   */
  record Bin(int size, double learned, double exact, double observed) {
    static Bin of(LogisticRegressionModelNet net, Points points, double from, double to) {
      int size = 0;
      double learned = 0;
      double exact = 0;
      double observed = 0;
      for (int i = 0; i < points.size(); i++) {
        float probability = net.predict(points.points[i])[0];
        if (probability >= from && probability < to) {
          size++;
          learned += probability;
          exact += posterior(points.points[i]);
          observed += points.second[i][0];
        }
      }
      return new Bin(size, learned / size, exact / size, observed / size);
    }
  }

  public static void main(String[] args) {
    LogisticRegressionModelNet net = train(Points.draw(50_000, 42));
    float[] weights = net.parameter("logit.weight");
    System.out.println("            learned  by Bayes' rule");
    print("weight x", weights[0], trueWeights()[0]);
    print("weight y", weights[1], trueWeights()[1]);
    print("bias", net.parameter("logit.bias")[0], trueBias());

    System.out.println("probabilities of 50,000 other points");
    System.out.println("     points  learned  by Bayes' rule  came true");
    Points others = Points.draw(50_000, 43);
    for (int tenth = 0; tenth < 10; tenth++) {
      Bin bin = Bin.of(net, others, tenth / 10.0, (tenth + 1) / 10.0);
      System.out.printf(
          Locale.ROOT,
          "%11d  %7.3f  %14.3f  %9.3f%n",
          bin.size,
          bin.learned,
          bin.exact,
          bin.observed);
    }
  }

  private static void print(String name, double learned, double exact) {
    System.out.printf(Locale.ROOT, "%-10s  %7.3f  %14.3f%n", name, learned, exact);
  }
}
