package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.List;

/** Each channel of a pixel over a power of the squares around it. */
final class LocalResponseFormula implements Formula {
  /** One pixel of one row: where its channels lie. */
  private record Pixel(int first, int channels, int step) {
    int at(int channel) {
      return first + channel * step;
    }
  }

  private interface Work {
    void accept(Pixel pixel);
  }

  private static void each(Node node, int rows, Work work) {
    List<Integer> shape = node.types().getFirst().sampleShape();
    int channels = shape.getFirst();
    int pixels = shape.stream().skip(1).reduce(1, (a, b) -> a * b);
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < pixels; p++) {
        work.accept(new Pixel(r * channels * pixels + p, channels, pixels));
      }
    }
  }

  private static boolean holds(int size, int center, int channel) {
    return channel >= center - size / 2 && channel <= center + (size - 1) / 2;
  }

  private static double divisor(double[] n, double[] x, Pixel pixel, int center) {
    double sum = 0;
    for (int c = 0; c < pixel.channels; c++) {
      sum += holds((int) n[0], center, c) ? x[pixel.at(c)] * x[pixel.at(c)] : 0;
    }
    return n[3] + n[1] * sum / n[0];
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] n = NumberedFormula.numbers(node);
    double[] y = new double[x[0].length];
    each(
        node,
        rows,
        pixel -> {
          for (int c = 0; c < pixel.channels; c++) {
            y[pixel.at(c)] = x[0][pixel.at(c)] / Math.pow(divisor(n, x[0], pixel, c), n[2]);
          }
        });
    return new double[][] {y};
  }

  /** The derivative of each y by each x of its window. */
  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] n = NumberedFormula.numbers(node);
    double[] xGrad = new double[x[0].length];
    each(
        node,
        rows,
        pixel -> {
          for (int c = 0; c < pixel.channels; c++) {
            double d = divisor(n, x[0], pixel, c);
            double own = x[0][pixel.at(c)];
            for (int i = 0; i < pixel.channels; i++) {
              double byDivisor =
                  holds((int) n[0], c, i)
                      ? -n[2] * own * Math.pow(d, -n[2] - 1) * 2 * n[1] / n[0] * x[0][pixel.at(i)]
                      : 0;
              double whole = byDivisor + (c == i ? Math.pow(d, -n[2]) : 0);
              xGrad[pixel.at(i)] += yGrad[0][pixel.at(c)] * whole;
            }
          }
        });
    return new double[][] {xGrad};
  }
}
