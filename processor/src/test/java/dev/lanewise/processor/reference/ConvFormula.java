package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Convolution over any number of axes, as the sum that defines it, and the transposed one. */
final class ConvFormula implements Formula {
  static final ConvFormula FORWARD = new ConvFormula(false);
  static final ConvFormula TRANSPOSED = new ConvFormula(true);

  private final boolean transposed;

  private ConvFormula(boolean transposed) {
    this.transposed = transposed;
  }

  private static final Pattern WINDOW =
      Pattern.compile("kernel (\\d+), stride (\\d+), pads (\\d+) and (-?\\d+), dilation (\\d+)");

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[Formula.size(node, 0, rows)];
    if (x.length > 2) {
      int pixels = y.length / rows / x[2].length;
      Arrays.setAll(y, i -> x[2][i / pixels % x[2].length]);
    }
    visit(node, rows, (out, in, w) -> y[out] += x[0][in] * x[1][w]);
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[][] grads = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      grads[i] = new double[x[i].length];
    }
    visit(
        node,
        rows,
        (out, in, w) -> {
          grads[0][in] += yGrad[0][out] * x[1][w];
          grads[1][w] += yGrad[0][out] * x[0][in];
        });
    if (x.length > 2) {
      int pixels = y[0].length / rows / x[2].length;
      for (int i = 0; i < y[0].length; i++) {
        grads[2][i / pixels % x[2].length] += yGrad[0][i];
      }
    }
    return grads;
  }

  private interface Product {
    void at(int out, int in, int weight);
  }

  private void visit(Node node, int rows, Product product) {
    List<Integer> x = node.input(0).type().sampleShape();
    List<Integer> y = node.types().getFirst().sampleShape();
    if (transposed) {
      visit(node, rows, y, x, (out, in, w) -> product.at(in, out, w));
    } else {
      visit(node, rows, x, y, product);
    }
  }

  private static void visit(
      Node node, int rows, List<Integer> in, List<Integer> out, Product product) {
    int rank = in.size() - 1;
    int[][] windows = new int[rank][];
    Matcher matcher = WINDOW.matcher(node.op().attributes());
    for (int i = 0; i < rank; i++) {
      if (!matcher.find()) {
        throw new IllegalStateException("no window in " + node.op().attributes());
      }
      windows[i] = new int[5];
      for (int j = 0; j < 5; j++) {
        windows[i][j] = Integer.parseInt(matcher.group(j + 1));
      }
    }
    int read = node.input(1).type().shape().get(1);
    int groups = in.getFirst() / read;
    for (int n = 0; n < rows; n++) {
      for (int f = 0; f < out.getFirst(); f++) {
        int first = f / (out.getFirst() / groups) * read;
        for (int c = 0; c < read; c++) {
          axis(
              product,
              in,
              out,
              windows,
              0,
              n * out.getFirst() + f,
              n * in.getFirst() + first + c,
              f * read + c);
        }
      }
    }
  }

  private static void axis(
      Product product,
      List<Integer> in,
      List<Integer> out,
      int[][] windows,
      int axis,
      int o,
      int i,
      int w) {
    if (axis == windows.length) {
      product.at(o, i, w);
      return;
    }
    int[] window = windows[axis];
    for (int at = 0; at < out.get(axis + 1); at++) {
      for (int tap = 0; tap < window[0]; tap++) {
        int from = at * window[1] + tap * window[4] - window[2];
        if (from >= 0 && from < in.get(axis + 1)) {
          axis(
              product,
              in,
              out,
              windows,
              axis + 1,
              o * out.get(axis + 1) + at,
              i * in.get(axis + 1) + from,
              w * window[0] + tap);
        }
      }
    }
  }
}
