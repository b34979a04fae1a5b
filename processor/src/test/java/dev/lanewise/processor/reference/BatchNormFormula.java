package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Batch normalisation of channels, or features: inputs x, running mean and variance, weight and
 * bias.
 */
enum BatchNormFormula implements Formula {
  TRAINING,
  PREDICTION;

  /** Which elements belong to a channel: those of its pixels in all rows. */
  private record Channel(int channels, int pixels, int number) {
    static Channel of(Node node, int number) {
      List<Integer> shape = node.types().getFirst().sampleShape();
      int pixels = shape.stream().skip(1).reduce(1, (a, b) -> a * b);
      return new Channel(shape.getFirst(), pixels, number);
    }

    int count(int rows) {
      return rows * pixels;
    }

    IntStream elements(int rows) {
      return IntStream.range(0, rows)
          .flatMap(r -> IntStream.range(0, pixels).map(p -> (r * channels + number) * pixels + p));
    }
  }

  /** Moments of a channel over rows and pixels, the variance divided by their number. */
  private record Moments(double mean, double variance) {
    static Moments of(double[] x, int rows, Channel channel) {
      int count = channel.count(rows);
      double mean = channel.elements(rows).mapToDouble(i -> x[i] / count).sum();
      double variance =
          channel.elements(rows).mapToDouble(i -> Math.pow(x[i] - mean, 2) / count).sum();
      return new Moments(mean, variance);
    }
  }

  private Moments moments(double[][] x, int rows, Channel channel) {
    int c = channel.number;
    return this == TRAINING ? Moments.of(x[0], rows, channel) : new Moments(x[1][c], x[2][c]);
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double eps = NumberedFormula.numbers(node)[0];
    double[] y = new double[x[0].length];
    for (int c = 0; c < x[1].length; c++) {
      Channel channel = Channel.of(node, c);
      Moments m = moments(x, rows, channel);
      double weight = x.length > 3 ? x[3][c] : 1;
      double bias = x.length > 3 ? x[4][c] : 0;
      channel
          .elements(rows)
          .forEach(i -> y[i] = (x[0][i] - m.mean) / Math.sqrt(m.variance + eps) * weight + bias);
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double eps = NumberedFormula.numbers(node)[0];
    double[] g = yGrad[0];
    double[] xGrad = new double[g.length];
    double[] weightGrad = new double[x[1].length];
    double[] biasGrad = new double[x[1].length];
    for (int c = 0; c < weightGrad.length; c++) {
      Channel channel = Channel.of(node, c);
      Moments m = moments(x, rows, channel);
      double deviation = Math.sqrt(m.variance + eps);
      double weight = x.length > 3 ? x[3][c] : 1;
      double ofWeight =
          channel.elements(rows).mapToDouble(i -> g[i] * (x[0][i] - m.mean) / deviation).sum();
      double ofBias = channel.elements(rows).mapToDouble(i -> g[i]).sum();
      weightGrad[c] = ofWeight;
      biasGrad[c] = ofBias;
      int n = channel.count(rows);
      channel
          .elements(rows)
          .forEach(i -> {
            double v = (x[0][i] - m.mean) / deviation;
            xGrad[i] = weight / deviation * (g[i] - ofBias / n - v * ofWeight / n);
          });
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
    for (int c = 0; c < mean.length; c++) {
      Channel channel = Channel.of(node, c);
      Moments m = Moments.of(x[0], rows, channel);
      int n = channel.count(rows);
      mean[c] += momentum * (m.mean - mean[c]);
      if (n > 1) {
        variance[c] += momentum * (m.variance * n / (n - 1) - variance[c]);
      }
    }
    return Map.of(1, mean, 2, variance);
  }
}
