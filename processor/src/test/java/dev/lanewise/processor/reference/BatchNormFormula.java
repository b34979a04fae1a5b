package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Map;

/** Batch normalisation of features: inputs x, running mean and variance, weight and bias. */
enum BatchNormFormula implements Formula {
  TRAINING,
  PREDICTION;

  /** Moments of a feature over the rows, the variance divided by their number. */
  private record Moments(double mean, double variance) {
    static Moments of(double[] x, int rows, int feature) {
      int features = x.length / rows;
      double mean = 0;
      for (int r = 0; r < rows; r++) {
        mean += x[r * features + feature] / rows;
      }
      double variance = 0;
      for (int r = 0; r < rows; r++) {
        variance += Math.pow(x[r * features + feature] - mean, 2) / rows;
      }
      return new Moments(mean, variance);
    }
  }

  private Moments moments(double[][] x, int rows, int feature) {
    return this == TRAINING
        ? Moments.of(x[0], rows, feature)
        : new Moments(x[1][feature], x[2][feature]);
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double eps = NumberedFormula.numbers(node)[0];
    double[] y = new double[x[0].length];
    int features = y.length / rows;
    for (int i = 0; i < y.length; i++) {
      int f = i % features;
      Moments m = moments(x, rows, f);
      double v = (x[0][i] - m.mean) / Math.sqrt(m.variance + eps);
      y[i] = x.length > 3 ? v * x[3][f] + x[4][f] : v;
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double eps = NumberedFormula.numbers(node)[0];
    int features = x[0].length / rows;
    double[] g = yGrad[0];
    double[] xGrad = new double[g.length];
    double[] weightGrad = new double[features];
    double[] biasGrad = new double[features];
    for (int f = 0; f < features; f++) {
      Moments m = moments(x, rows, f);
      double deviation = Math.sqrt(m.variance + eps);
      double weight = x.length > 3 ? x[3][f] : 1;
      for (int i = f; i < g.length; i += features) {
        weightGrad[f] += g[i] * (x[0][i] - m.mean) / deviation;
        biasGrad[f] += g[i];
      }
      for (int i = f; i < g.length; i += features) {
        double v = (x[0][i] - m.mean) / deviation;
        xGrad[i] = weight / deviation * (g[i] - biasGrad[f] / rows - v * weightGrad[f] / rows);
      }
    }
    return x.length > 3
        ? new double[][] {xGrad, null, null, weightGrad, biasGrad}
        : new double[][] {xGrad, null, null};
  }

  @Override
  public Map<Integer, double[]> updates(Node node, int rows, double[][] x) {
    double momentum = NumberedFormula.numbers(node)[1];
    double[] mean = x[1].clone();
    double[] variance = x[2].clone();
    for (int f = 0; f < mean.length; f++) {
      Moments m = Moments.of(x[0], rows, f);
      mean[f] += momentum * (m.mean - mean[f]);
      if (rows > 1) {
        variance[f] += momentum * (m.variance * rows / (rows - 1) - variance[f]);
      }
    }
    return Map.of(1, mean, 2, variance);
  }
}
