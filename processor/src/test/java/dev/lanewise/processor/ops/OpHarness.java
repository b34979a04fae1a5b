package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.reference.Agreement;
import dev.lanewise.processor.reference.FiniteDifferences;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests of an op, one line a shape: forward and backward at every width, float and double, against
 * the interpreter, and the interpreter's gradients against finite differences.
 */
final class OpHarness {
  /** Vectors and their tails: below, at and above 4, 8, 16 and 32 lanes, and one long one. */
  static final int[] SIZES = {1, 3, 7, 15, 16, 17, 31, 33, 36, 100, 256};

  private static final int[] BATCHES = {8, 1, 17, 2, 3};
  private static final double DIFFERENCES = 1e-8;

  private final List<String> labels = new ArrayList<>();
  private final List<String> interfaces = new ArrayList<>();

  /** A batch size for a shape; neighbours get different ones. */
  static int batch(int shape) {
    return BATCHES[shape % BATCHES.length];
  }

  /**
   * Adds a model in both precisions.
   *
   * @param nodes the methods of the interface
   */
  void add(String label, int batch, String nodes) {
    for (String type : new String[] {"FLOAT", "DOUBLE"}) {
      labels.add(label + ", batch " + batch + ", " + type.toLowerCase());
      interfaces.add(
          "@Model(batch = %d, type = DataType.%s) interface M%d {\n%s}\n"
              .formatted(batch, type, interfaces.size(), nodes));
    }
  }

  /** A test for each model; all are compiled at once. */
  Stream<DynamicTest> tests() {
    Compilation compilation = Compilation.of(interfaces);
    return IntStream.range(0, labels.size())
        .mapToObj(i -> dynamicTest(labels.get(i), () -> check(compilation, "M" + i)));
  }

  private static void check(Compilation compilation, String model) {
    Agreement.check(compilation, model);
    Net net = compilation.net(model, 0);
    if (net.spec().doublePrecision()) {
      Batch batch = Batch.random(net.spec(), Math.min(3, net.spec().batch()), 5);
      double deviation =
          FiniteDifferences.deviation(compilation.graph(model), batch, Agreement.varied(net), 6);
      assertTrue(deviation < DIFFERENCES, () -> "the formulas and differences: " + deviation);
    }
  }
}
