package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pooling over any number of axes, window by window as its definition says. */
enum PoolFormula implements Formula {
  MAX,
  SUM,
  AVERAGE,
  AVERAGE_INSIDE;

  private static final Pattern WINDOW =
      Pattern.compile("kernel (\\d+), stride (\\d+), pads (\\d+) and (\\d+), dilation (\\d+)");

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[Formula.size(node, 0, rows)];
    int[] counts = new int[y.length];
    if (this == MAX) {
      Arrays.fill(y, Double.NEGATIVE_INFINITY);
    }
    visit(
        node,
        rows,
        (out, in, counted) -> {
          counts[out] += counted ? 1 : 0;
          if (in >= 0) {
            y[out] = this == MAX ? Math.max(y[out], x[0][in]) : y[out] + x[0][in];
          }
        });
    if (this == AVERAGE || this == AVERAGE_INSIDE) {
      Arrays.setAll(y, i -> y[i] / counts[i]);
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] xGrad = new double[x[0].length];
    boolean[] given = new boolean[y[0].length];
    int[] counts = new int[y[0].length];
    visit(node, rows, (out, in, counted) -> counts[out] += counted ? 1 : 0);
    visit(
        node,
        rows,
        (out, in, counted) -> {
          if (in < 0) {
            return;
          }
          if (this != MAX) {
            xGrad[in] += yGrad[0][out] / (this == SUM ? 1 : counts[out]);
          } else if (!given[out] && x[0][in] == y[0][out]) {
            xGrad[in] += yGrad[0][out];
            given[out] = true;
          }
        });
    return new double[][] {xGrad};
  }

  /** The pooling's way back as a forward pass of its own. */
  static final Formula SUM_SPREAD =
      new Formula() {
        @Override
        public double[][] forward(Node node, int rows, double[][] x) {
          double[] y = new double[Formula.size(node, 0, rows)];
          SUM.visit(node, rows, (out, in, counted) -> y[in] += x[0][out]);
          return new double[][] {y};
        }

        @Override
        public double[][] backward(
            Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
          double[] xGrad = new double[x[0].length];
          SUM.visit(node, rows, (out, in, counted) -> xGrad[out] += yGrad[0][in]);
          return new double[][] {xGrad};
        }
      };

  private interface Tap {
    /**
     * @param in negative outside of the input
     * @param counted whether an average's divisor counts it
     */
    void at(int out, int in, boolean counted);
  }

  private void visit(Node node, int rows, Tap tap) {
    List<Integer> in = node.input(0).type().sampleShape();
    List<Integer> out = node.types().getFirst().sampleShape();
    boolean spreads = node.op().mnemonic().endsWith("spread");
    Walk walk = new Walk(spreads ? out : in, spreads ? in : out, windows(node), tap);
    for (int channel = 0; channel < rows * in.getFirst(); channel++) {
      walk.windows(0, channel, new int[walk.windows.length]);
    }
  }

  private static int[][] windows(Node node) {
    Matcher matcher = WINDOW.matcher(node.op().attributes());
    return matcher
        .results()
        .map(r -> {
          int[] numbers = new int[5];
          Arrays.setAll(numbers, i -> Integer.parseInt(r.group(i + 1)));
          return numbers;
        })
        .toArray(int[][]::new);
  }

  private final class Walk {
    private final List<Integer> in;
    private final List<Integer> out;
    private final int[][] windows;
    private final Tap tap;

    Walk(List<Integer> in, List<Integer> out, int[][] windows, Tap tap) {
      this.in = in;
      this.out = out;
      this.windows = windows;
      this.tap = tap;
    }

    void windows(int axis, int at, int[] window) {
      if (axis == windows.length) {
        int channel = at;
        for (int i = 0; i < windows.length; i++) {
          channel /= out.get(windows.length - i);
        }
        taps(0, at, channel, true, true, window);
        return;
      }
      for (int o = 0; o < out.get(axis + 1); o++) {
        window[axis] = o;
        windows(axis + 1, at * out.get(axis + 1) + o, window);
      }
    }

    private void taps(int axis, int o, int i, boolean inside, boolean counted, int[] window) {
      if (axis == windows.length) {
        tap.at(o, inside ? i : -1, PoolFormula.this == AVERAGE_INSIDE ? inside : counted);
        return;
      }
      int[] w = windows[axis];
      int size = in.get(axis + 1);
      for (int t = 0; t < w[0]; t++) {
        int from = window[axis] * w[1] + t * w[4] - w[2];
        taps(
            axis + 1,
            o,
            i * size + from,
            inside && from >= 0 && from < size,
            counted && from < size + w[3],
            window);
      }
    }
  }
}
