package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What PyTorch wrote down, and the models that it is compared with: see reference.py and its
 * neighbours.
 */
final class PytorchVectors {
  private PytorchVectors() {}

  /** One step: outputs, the loss, its gradients, and the statistics that it leaves. */
  static void forwardAndBackward(Subject test, int rows, double tolerance) {
    forwardAndBackward(test, test.batch(rows), tolerance);
  }

  static void forwardAndBackward(Subject test, Batch batch, double tolerance) {
    Net.Step step = test.net.step(batch);
    Map<String, double[]> found = new LinkedHashMap<>(test.net.predict(batch));
    found.put("loss", new double[] {step.loss()});
    found.putAll(step.gradients());
    test.buffers().forEach(buffer -> found.put(buffer.name(), test.net.buffer(buffer.name())));
    Map<String, double[]> expected = test.expected();
    assertTrue(expected.keySet().containsAll(step.gradients().keySet()), test.model);
    expected.forEach((name, values) -> near(name, values, found.get(name), 1, tolerance));
  }

  static void near(String name, double[] expected, double[] found, int step, double tolerance) {
    assertEquals((found.length + step - 1) / step, expected.length, name);
    for (int i = 0; i < expected.length; i++) {
      double size = Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], found[i * step], tolerance * size, name + " " + i * step);
    }
  }

  /** One model at one width, its weights set as in Python. */
  record Subject(Net net, String model, String rule) {
    boolean doublePrecision() {
      return net.spec().doublePrecision();
    }

    /** Inputs in the order of declaration have the seeds 1 and 2. */
    Batch batch(int rows) {
      Map<String, double[]> values = new LinkedHashMap<>();
      for (InputSpec input : net.spec().inputs()) {
        int first = input.kind() == InputSpec.Kind.STEPS ? 1 : 0;
        double[] data = data(input, values.size() + 1, rows);
        Arrays.setAll(data, i -> first + data[i]);
        values.put(input.name(), data);
      }
      return new Batch(rows, values);
    }

    /** The same with steps of the samples' own, which take no seed. */
    Batch endingAt(double... steps) {
      Map<String, double[]> values = new LinkedHashMap<>();
      int seed = 1;
      for (InputSpec input : net.spec().inputs()) {
        boolean numbers = input.kind() == InputSpec.Kind.STEPS;
        values.put(input.name(), numbers ? steps : data(input, seed, steps.length));
        seed += numbers ? 0 : 1;
      }
      return new Batch(steps.length, values);
    }

    private static double[] data(InputSpec input, int seed, int rows) {
      double[] data = pattern(seed, 1, rows * input.width());
      if (input.kind().isInt()) {
        Arrays.setAll(data, i -> (i * 7 + seed) % input.classes());
      }
      return data;
    }

    /** Values by name, from the file. */
    Map<String, double[]> expected() {
      Map<String, double[]> expected = new LinkedHashMap<>();
      try {
        for (String line :
            Files.readAllLines(Path.of("src/test/resources/pytorch", file() + ".txt"))) {
          String[] words = line.split(" ");
          double[] values = Stream.of(words).skip(1).mapToDouble(Double::parseDouble).toArray();
          expected.put(words[0], values);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return expected;
    }

    /** The name of what PyTorch wrote. */
    String file() {
      String type = doublePrecision() ? "Double" : "Float";
      return rule.isEmpty() ? model : model + rule + type;
    }

    /**
     * Weights, then buffers, in the order of the file, which is PyTorch's; that of the model's own
     * differs, where a layer has several weights.
     */
    void initialize() {
      Map<String, ParameterSpec> parameters = new HashMap<>();
      net.spec().parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
      int seed = 101;
      for (String name : expected().keySet()) {
        if (parameters.containsKey(name)) {
          set(parameters.get(name), seed++);
        }
      }
    }

    private void set(ParameterSpec parameter, int seed) {
      int[] shape = parameter.shape();
      boolean weight = parameter.trained() && shape.length > 1;
      double scale = weight ? 1 / Math.sqrt(shape[shape.length - 1]) : 0.1;
      double[] values = pattern(seed, scale, parameter.size());
      if (!parameter.trained()) {
        Arrays.setAll(values, i -> values[i] + 0.2);
      }
      net.network().parameter(parameter.name(), values);
    }

    List<ParameterSpec> buffers() {
      return net.spec().parameters().stream().filter(p -> !p.trained()).toList();
    }
  }

  /** Values from {@code -scale} to {@code scale} that look random. */
  static double[] pattern(int seed, double scale, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = (((long) i * 7919 + seed * 104729L) % 2001 - 1000) / 1000.0 * scale;
    }
    return values;
  }

  /** A test for each model, at each width and by each rule, in float and in double. */
  static Stream<DynamicTest> everywhere(
      String interfaces, List<String> models, List<String> rules, Consumer<Subject> test) {
    List<String> sources = new ArrayList<>();
    for (String text : interfaces.split("(?m)^(?=(?:@.* )?interface)")) {
      for (String type : List.of("FLOAT", "DOUBLE")) {
        sources.add(
            "@Model(batch = 12, type = DataType."
                + type
                + ") "
                + text.replaceFirst("interface (\\w+)", "interface $1_" + type));
      }
    }
    Compilation compilation = Compilation.of(sources);
    List<DynamicTest> tests = new ArrayList<>();
    for (String model : models) {
      for (String type : List.of("FLOAT", "DOUBLE")) {
        for (int bits : Compilation.WIDTHS) {
          for (String rule : rules) {
            tests.add(
                dynamicTest(
                    String.join(" ", model, type, rule, bits + " bits"),
                    () -> {
                      Net net = compilation.net(model + "_" + type, bits);
                      Subject subject = new Subject(net, model, rule);
                      subject.initialize();
                      test.accept(subject);
                    }));
          }
        }
      }
    }
    return tests.stream();
  }
}
