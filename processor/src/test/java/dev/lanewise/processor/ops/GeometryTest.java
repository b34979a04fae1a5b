package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.Javac;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.RandomImages;
import dev.lanewise.processor.reference.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Random sizes, kernels, strides, pads, dilations and groups: a layer either has the shape and the
 * values of the formula, forward and backward, or is an error of the id that is due.
 */
class GeometryTest {
  private static final int[] CHANNELS = {1, 2, 3, 4, 6, 7, 16, 17, 18, 32};
  private static final int LAYERS = 4;
  private static final int TOGETHER = 30;
  private static final String HEADER =
      "import dev.lanewise.annotations.*; import static dev.lanewise.annotations.ActivationFunction.*;";

  /** Images, and layers that read them, directly and behind another layer. */
  private record Model(String name, List<Integer> image, List<RandomImages.Drawn> layers) {
    static Model random(int seed) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      int rank = 1 + Math.min(2, random.nextInt(9) / 4);
      int[] most = {24, 8, 4};
      List<Integer> image = new ArrayList<>(List.of(CHANNELS[random.nextInt(CHANNELS.length)]));
      IntStream.range(0, rank).forEach(i -> image.add(1 + random.nextInt(most[rank - 1])));
      RandomImages images = new RandomImages(random);
      List<RandomImages.Drawn> layers =
          IntStream.range(0, LAYERS).mapToObj(i -> images.any(image)).toList();
      return new Model("M" + seed, image, layers);
    }

    Model sound() {
      return new Model(name, image, layers.stream().filter(RandomImages.Drawn::isSound).toList());
    }

    /** One layer a line, the first in line 2. */
    String source() {
      String shape = text(image);
      int rank = image.size() - 1;
      StringBuilder text = new StringBuilder();
      int seed = Integer.parseInt(name.substring(1));
      text.append("@Model(batch = %d, ".formatted(OpHarness.batch(seed)))
          .append("type = DataType.%s) ".formatted(seed % 2 == 0 ? "FLOAT" : "DOUBLE"))
          .append("interface %s { @Input(%s) Tensor x(); ".formatted(name, shape))
          .append("@Conv%dd(filters = %d, kernel = 1) ".formatted(rank, image.getFirst()))
          .append("Tensor h(Tensor x);\n");
      for (int i = 0; i < layers.size(); i++) {
        String annotation = layers.get(i).annotation();
        text.append(
            "%s @Output Tensor y%d(Tensor %s);\n".formatted(annotation, i, i % 4 == 3 ? "x" : "h"));
      }
      for (int i = 0; i < layers.size(); i++) {
        String to = text(layers.get(i).shape().stream().map(size -> Math.max(1, size)).toList());
        text.append(
            "@Label(%s) Tensor t%d(); @MeanSquaredErrorLoss Tensor l%d(Tensor y%d, Tensor t%d);\n"
                .formatted(to, i, i, i, i));
      }
      return text.append("}\n").toString();
    }

    private static String text(List<Integer> shape) {
      return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }

    /** What is to be reported, as {@code M1:3 OutputSize}. */
    Stream<String> faults() {
      return IntStream.range(0, layers.size())
          .filter(i -> !layers.get(i).isSound())
          .mapToObj(i -> name + ":" + (i + 2) + " " + layers.get(i).fault());
    }
  }

  private static List<Model> models(int from, int to) {
    return IntStream.range(from, to).mapToObj(Model::random).toList();
  }

  @Test
  void faultsAreReportedWhereTheyStand() {
    List<Model> models = models(0, 200);
    Javac javac =
        Javac.withVectors().option("-proc:only", "-Alanewise.bits=0", "-Xmaxerrs", "9999");
    models.forEach(model -> javac.source(model.name + ".java", HEADER + model.source()));
    Set<String> found =
        javac.compile().diagnostics().stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(GeometryTest::text)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected =
        models.stream().flatMap(Model::faults).collect(Collectors.toCollection(TreeSet::new));
    assertTrue(expected.size() > 50, "faults among them: " + expected.size());
    assertEquals(String.join("\n", expected), String.join("\n", found));
  }

  private static String text(Diagnostic<? extends javax.tools.JavaFileObject> d) {
    String file = d.getSource().getName().replaceAll(".*/|\\.java", "");
    String id = d.getMessage(null).replaceAll("(?s)^\\[(\\w+)\\].*", "$1");
    return file + ":" + d.getLineNumber() + " " + id;
  }

  @TestFactory
  Stream<DynamicTest> whatIsSoundAgreesWithTheFormula() {
    return tests(0, TOGETHER);
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> moreOfItAgreesWithTheFormula() {
    return IntStream.range(1, 20).boxed().flatMap(i -> tests(i * TOGETHER, (i + 1) * TOGETHER));
  }

  private static Stream<DynamicTest> tests(int from, int to) {
    List<Model> models =
        models(from, to).stream().map(Model::sound).filter(m -> !m.layers.isEmpty()).toList();
    Compilation compilation = Compilation.of(models.stream().map(Model::source).toList());
    return models.stream().map(m -> dynamicTest(m.name, () -> check(compilation, m)));
  }

  private static void check(Compilation compilation, Model model) {
    try {
      Agreement.check(compilation, model.name);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(e.getMessage() + "\n" + model.source(), e);
    }
  }
}
