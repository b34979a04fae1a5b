package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.samples.LogisticRegression.Bin;
import dev.lanewise.samples.LogisticRegression.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticRegressionTest {
  private static final Points POINTS = Points.draw(50_000, 42);
  private static final LogisticRegressionModelNet NET = LogisticRegression.train(POINTS);
  private static final Points OTHERS = Points.draw(50_000, 43);

  /** Within four standard errors of the fit, which the Fisher information of the points gives. */
  @Test
  void theWeightsAreThoseOfBayesRule() {
    double[] exact = LogisticRegression.trueWeights();
    float[] learned = NET.parameter("logit.weight");
    assertEquals(exact[0], learned[0], 4 * 0.044);
    assertEquals(exact[1], learned[1], 4 * 0.022);
    assertEquals(LogisticRegression.trueBias(), NET.parameter("logit.bias")[0], 4 * 0.024);
  }

  /** Nor is there a better fit: what is missed has no correlation with the inputs. */
  @Test
  void theFitIsTheMostLikely() {
    double[] gradient = new double[3];
    for (int i = 0; i < POINTS.size(); i++) {
      float[] point = POINTS.points()[i];
      double miss = NET.predict(point)[0] - POINTS.second()[i][0];
      gradient[0] += miss * point[0] / POINTS.size();
      gradient[1] += miss * point[1] / POINTS.size();
      gradient[2] += miss / POINTS.size();
    }
    assertArrayEquals(new double[3], gradient, 1e-3);
  }

  @Test
  void theProbabilitiesAreThoseOfBayesRule() {
    for (float[] point : OTHERS.points()) {
      assertEquals(LogisticRegression.posterior(point), NET.predict(point)[0], 0.03);
    }
  }

  /** Bayes' rule itself, from the two densities. */
  @Test
  void theClosedFormIsTheRatioOfTheDensities() {
    for (float[] point : Points.draw(100, 3).points()) {
      double first = 0.6 * density((point[0] + 1) / 0.7) * density(point[1]);
      double second = 0.4 * density((point[0] - 1) / 0.7) * density(point[1] - 1);
      assertEquals(second / (first + second), LogisticRegression.posterior(point), 1e-6);
    }
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2);
  }

  /** Within four standard errors of a share of as many points. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void whatIsPredictedComesTrueAsOften(int tenth) {
    Bin bin = Bin.of(NET, OTHERS, tenth / 10.0, (tenth + 1) / 10.0);
    double error = Math.sqrt(bin.learned() * (1 - bin.learned()) / bin.size());
    assertEquals(bin.learned(), bin.observed(), 4 * error);
  }
}
