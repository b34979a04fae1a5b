package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.List;

/** Bilinear upsampling, output by output, with positions as real numbers. */
final class BilinearFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[Formula.size(node, 0, rows)];
    visit(node, rows, (out, in, weight) -> y[out] += weight * x[0][in]);
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] xGrad = new double[x[0].length];
    visit(node, rows, (out, in, weight) -> xGrad[in] += weight * yGrad[0][out]);
    return new double[][] {xGrad};
  }

  private interface Part {
    void at(int out, int in, double weight);
  }

  private static void visit(Node node, int rows, Part part) {
    List<Integer> in = node.input(0).type().sampleShape();
    List<Integer> out = node.types().getFirst().sampleShape();
    boolean corners = node.op().attributes().contains("corners");
    for (int channel = 0; channel < rows * in.getFirst(); channel++) {
      axis(in, out, corners, 1, channel, channel, 1, part);
    }
  }

  private static void axis(
      List<Integer> in,
      List<Integer> out,
      boolean corners,
      int axis,
      int o,
      int i,
      double weight,
      Part part) {
    if (axis == in.size()) {
      part.at(o, i, weight);
      return;
    }
    int size = in.get(axis);
    int output = out.get(axis);
    for (int p = 0; p < output; p++) {
      double position =
          corners
              ? output == 1 ? 0 : p * (size - 1.0) / (output - 1)
              : Math.max(0, (p + 0.5) * size / output - 0.5);
      int before = (int) (position + 1e-9);
      int behind = Math.min(before + 1, size - 1);
      double rest = position - before;
      int to = o * output + p;
      axis(in, out, corners, axis + 1, to, i * size + before, weight * (1 - rest), part);
      axis(in, out, corners, axis + 1, to, i * size + behind, weight * rest, part);
    }
  }
}
