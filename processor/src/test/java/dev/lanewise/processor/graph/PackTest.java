package dev.lanewise.processor.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Images on their way to channels side by side and back, through convolutions that change nothing:
 * the same bits come out, of shapes that fit into squares of lanes and of shapes that do not.
 */
class PackTest {
  private static final String[] SHAPES = {
    // Channels, and space.
    "16, 16",
    "16, 4, 4",
    "16, 5, 5",
    "17, 3, 5",
    "8, 1, 17",
    "9, 7, 2",
    "33, 5, 7",
    "36, 19",
    "31, 13, 14",
    "5, 23",
    "4, 21, 3",
    "3, 17, 16",
    "64, 2",
    "20, 18, 33",
    "16, 3, 4, 5",
  };

  @TestFactory
  Stream<DynamicTest> comesBackAsItWas() {
    List<String> interfaces = new ArrayList<>();
    for (String type : new String[] {"FLOAT", "DOUBLE"}) {
      for (String shape : SHAPES) {
        interfaces.add(model("M" + interfaces.size(), type, shape));
      }
    }
    Compilation compilation = Compilation.of(interfaces);
    return IntStream.range(0, interfaces.size())
        .boxed()
        .flatMap(i ->
            Compilation.WIDTHS.stream()
                .map(bits ->
                    dynamicTest(
                        SHAPES[i % SHAPES.length]
                            + (i < SHAPES.length ? ", float, " : ", double, ")
                            + bits
                            + " bits",
                        () -> check(compilation.net("M" + i, bits)))));
  }

  /**
   * The second layer gives the result of the first its border; the third reads pixels without pads.
   */
  private static String model(String name, String type, String shape) {
    int rank = shape.split(",").length - 1;
    return """
    @Model(batch = 3, type = DataType.%2$s) interface %1$s {
      @Input({%3$s}) Tensor x();
      @Conv%4$dd(filters = %5$s, groups = %5$s, kernel = 3, padding = Padding.SAME, bias = false)
      @Output Tensor y(Tensor x);
      @Conv%4$dd(filters = %5$s, groups = %5$s, kernel = 3, padding = Padding.SAME, bias = false)
      @Output Tensor z(Tensor y);
      @Conv%4$dd(filters = %5$s, kernel = 3, padding = Padding.SAME, bias = false)
      @Output Tensor w(Tensor x);
    }
    """
        .formatted(name, type, shape, rank, shape.split(",")[0]);
  }

  private static void check(Net net) {
    Map<String, double[]> weights = net.parameters();
    weights.values().forEach(weight -> identity(weight, net.spec().inputs().getFirst().shape()));
    net.parameters(weights);
    Batch batch = Batch.random(net.spec(), 3, 7);
    unchanged(batch, net.predict(batch));
    unchanged(batch.row(1), net.predictOne(batch.row(1)));
  }

  /** Of each channel to itself, by the tap in the middle. */
  private static void identity(double[] weight, int[] shape) {
    int taps = (int) Math.pow(3, shape.length - 1);
    int inputs = weight.length / (taps * shape[0]);
    Arrays.setAll(
        weight,
        i -> {
          boolean itself = inputs == 1 || i / taps % inputs == i / (taps * inputs);
          return itself && i % taps == taps / 2 ? 1 : 0;
        });
  }

  private static void unchanged(Batch batch, Map<String, double[]> outputs) {
    assertEquals(3, outputs.size());
    outputs.values().forEach(y -> assertArrayEquals(batch.values().get("x"), y));
  }

  @TestFactory
  Stream<DynamicTest> squaresWhereTheyFit() {
    String[] shapes = {
      "16, 16", "8, 33", "17, 32", "64, 3, 5", "64, 4, 4", "16, 20, 3", "29, 17, 3"
    };
    boolean[] fit = {true, false, false, false, true, true, true};
    List<String> interfaces = new ArrayList<>();
    for (String shape : shapes) {
      interfaces.add(model("M" + interfaces.size(), "FLOAT", shape));
    }
    Map<String, String> sources = Compilation.of(interfaces).sources();
    return IntStream.range(0, shapes.length)
        .mapToObj(i ->
            dynamicTest(
                shapes[i],
                () -> {
                  String source =
                      sources.entrySet().stream()
                          .filter(e -> e.getKey().endsWith("M" + i + "Net512"))
                          .findFirst()
                          .orElseThrow()
                          .getValue();
                  assertEquals(fit[i], source.contains("ZIP_UPPER.selectFrom"));
                }));
  }
}
