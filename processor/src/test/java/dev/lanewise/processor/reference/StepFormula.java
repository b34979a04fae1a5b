package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Arrays;

/** What knows how many steps each sample has. Samples have {@code of} steps in full. */
enum StepFormula implements Formula {
  /** A number where a step is valid, and a rest behind: of x, or of ones. */
  VALID {
    @Override
    public double[][] forward(Node node, int rows, double[][] x) {
      double rest =
          NumberedFormula.numbers(node).length > 1
              ? NumberedFormula.numbers(node)[1]
              : Double.NEGATIVE_INFINITY;
      return new double[][] {select(node, rows, x[0], x.length > 1 ? x[1] : null, rest)};
    }

    @Override
    public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
      return x.length == 1
          ? new double[1][]
          : new double[][] {null, select(node, rows, x[0], yGrad[0], 0)};
    }

    private double[] select(Node node, int rows, double[] steps, double[] x, double rest) {
      double[] y = new double[x == null ? rows : x.length];
      for (int i = 0; i < y.length; i++) {
        int row = i / (y.length / rows);
        boolean valid = row % length(node) < steps[row / length(node)];
        y[i] = valid ? x == null ? 1 : x[i] : rest;
      }
      return y;
    }
  },

  /** A number, or 1, at the last steps, 0 at those before. */
  TAIL {
    @Override
    public double[][] forward(Node node, int rows, double[][] x) {
      double[] y = x[0].clone();
      if (node.op().attributes().endsWith("ones")) {
        Arrays.fill(y, 1);
      }
      return new double[][] {last(node, y)};
    }

    @Override
    public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
      boolean ones = node.op().attributes().endsWith("ones");
      return new double[][] {ones ? null : last(node, yGrad[0])};
    }

    private double[] last(Node node, double[] x) {
      int last = (int) NumberedFormula.numbers(node)[0];
      int steps = (int) NumberedFormula.numbers(node)[1];
      double[] y = x.clone();
      for (int i = 0; i < y.length; i++) {
        y[i] = i % steps < steps - last ? 0 : x[i];
      }
      return y;
    }
  },

  /** Divided by the number of steps. */
  PER_STEPS {
    @Override
    public double[][] forward(Node node, int rows, double[][] x) {
      double[] y = new double[x[1].length];
      for (int i = 0; i < y.length; i++) {
        y[i] = x[1][i] / x[0][i / (y.length / rows)];
      }
      return new double[][] {y};
    }

    @Override
    public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
      return new double[][] {null, forward(node, rows, new double[][] {x[0], yGrad[0]})[0]};
    }
  },

  /** The valid steps in the opposite order. */
  REVERSE {
    @Override
    public double[][] forward(Node node, int rows, double[][] x) {
      int features = x[0].length / rows;
      double[] y = x[0].clone();
      for (int b = 0; b < rows / length(node); b++) {
        int first = b * length(node);
        for (int t = 0; t < steps(node, x, b); t++) {
          int from = (first + steps(node, x, b) - 1 - t) * features;
          System.arraycopy(x[0], from, y, (first + t) * features, features);
        }
      }
      return new double[][] {y};
    }

    @Override
    public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
      double[][] inputs = x.clone();
      inputs[0] = yGrad[0];
      return forward(node, rows, inputs);
    }
  },

  /** The last of the valid steps. */
  LAST {
    @Override
    public double[][] forward(Node node, int rows, double[][] x) {
      int features = x[0].length / rows / length(node);
      double[] y = new double[rows * features];
      for (int b = 0; b < rows; b++) {
        int from = (b * length(node) + steps(node, x, b) - 1) * features;
        System.arraycopy(x[0], from, y, b * features, features);
      }
      return new double[][] {y};
    }

    @Override
    public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
      double[] xGrad = new double[x[0].length];
      int features = yGrad[0].length / rows;
      for (int b = 0; b < rows; b++) {
        int to = (b * length(node) + steps(node, x, b) - 1) * features;
        System.arraycopy(yGrad[0], b * features, xGrad, to, features);
      }
      return new double[][] {xGrad};
    }
  };

  private static int length(Node node) {
    return (int) NumberedFormula.numbers(node)[0];
  }

  private static int steps(Node node, double[][] x, int sample) {
    return x.length > 1 ? (int) x[1][sample] : length(node);
  }
}
