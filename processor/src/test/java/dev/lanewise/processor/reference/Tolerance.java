package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import java.util.Arrays;

/**
 * How far a program's values may be from the reference's.
 *
 * <p>A sum of n products, added in any order, errs by at most about {@code n u sum|x||w|}, u being
 * the unit roundoff (Higham, Accuracy and Stability, section 3.1); a function of one variable by a
 * few u. What one node errs by, the next hands on: so the bound is u times the lengths of all
 * reductions, forward and back, relative to the greatest value that takes part. True errors are far
 * smaller, they grow with the root; wrong formulas err by many orders more.
 */
record Tolerance(double relative) {
  private static final String MOVES =
      "relu|linear|add|subtract|concat|reshape|expand|permute|slice|pad_.*|(un)?fold_time|with_steps|valid|time_reverse|last_step";

  /** For one model and batch. */
  static Tolerance of(Graph graph, int rows, boolean doublePrecision) {
    double unit = doublePrecision ? 0x1p-53 : 0x1p-24;
    int length = rows * steps(graph);
    for (Node node : graph.nodes()) {
      length += node.op() instanceof ParameterOp ? 0 : reduction(node) + 8;
    }
    return new Tolerance(2 * unit * length);
  }

  /** Most rows of a node for each sample: a weight gradient is a sum over all of them. */
  private static int steps(Graph graph) {
    return graph.nodes().stream()
        .mapToInt(node -> Interpreter.perSample(graph, node))
        .max()
        .orElse(1);
  }

  private static int reduction(Node node) {
    boolean elementwise = node.inputs().size() == 0 || node.op().mnemonic().matches(MOVES);
    return elementwise ? 0 : node.input(0).type().sampleSize();
  }

  /** Fails unless the values are near. */
  void check(String what, double[] expected, double[] actual, double scale) {
    if (expected.length != actual.length) {
      throw new AssertionError(
          what + ": " + actual.length + " values, expected " + expected.length);
    }
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(expected[i] - actual[i]);
      if (!(difference <= relative * scale)) {
        throw new AssertionError(
            what
                + "["
                + i
                + "]: expected "
                + expected[i]
                + ", got "
                + actual[i]
                + "; they differ by "
                + difference
                + ", allowed is "
                + relative * scale);
      }
    }
  }

  /** The greatest magnitude. */
  static double greatest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
