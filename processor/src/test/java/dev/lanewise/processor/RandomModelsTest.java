package dev.lanewise.processor;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.RandomModel;
import dev.lanewise.processor.reference.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Whole models of every shape; a failure shows its seed and its source. */
class RandomModelsTest {
  private static final int TOGETHER = 30;

  @TestFactory
  Stream<DynamicTest> agreeWithTheInterpreter() {
    return seeds(0, 500);
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> moreOfThemAgreeWithTheInterpreter() {
    return seeds(500, 3000);
  }

  private static Stream<DynamicTest> seeds(int from, int to) {
    return IntStream.range(0, (to - from + TOGETHER - 1) / TOGETHER)
        .boxed()
        .flatMap(i -> {
          int first = from + i * TOGETHER;
          return together(first, Math.min(first + TOGETHER, to)).stream();
        });
  }

  /** One run of javac for several seeds. */
  private static List<DynamicTest> together(int from, int to) {
    List<String> sources = IntStream.range(from, to).mapToObj(RandomModel::source).toList();
    Compilation compilation = Compilation.of(sources);
    List<DynamicTest> tests = new ArrayList<>();
    for (int seed = from; seed < to; seed++) {
      String source = sources.get(seed - from);
      String name = "R" + seed;
      tests.add(dynamicTest("seed " + seed, () -> check(compilation, name, source)));
    }
    return tests;
  }

  private static void check(Compilation compilation, String name, String source) {
    try {
      Agreement.check(compilation, name);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed " + name.substring(1) + ": " + e.getMessage() + "\n" + source, e);
    }
  }
}
