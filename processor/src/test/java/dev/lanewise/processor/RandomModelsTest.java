package dev.lanewise.processor;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.RandomModel;
import dev.lanewise.processor.reference.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
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
    return seeds("R", RandomModel::source, 0, 120);
  }

  @TestFactory
  Stream<DynamicTest> trainedThroughTimeAsTheySay() {
    return seeds("T", RandomModel::truncated, 0, 60);
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> moreOfThemAgreeWithTheInterpreter() {
    return Stream.concat(
        seeds("R", RandomModel::source, 120, 3000), seeds("T", RandomModel::truncated, 60, 600));
  }

  private static Stream<DynamicTest> seeds(
      String letter, IntFunction<String> sources, int from, int to) {
    return IntStream.range(0, (to - from + TOGETHER - 1) / TOGETHER)
        .boxed()
        .flatMap(i -> {
          int first = from + i * TOGETHER;
          return together(letter, sources, first, Math.min(first + TOGETHER, to)).stream();
        });
  }

  /** One run of javac for several seeds. */
  private static List<DynamicTest> together(
      String letter, IntFunction<String> source, int from, int to) {
    List<String> sources = IntStream.range(from, to).mapToObj(source).toList();
    Compilation compilation = Compilation.of(sources);
    List<DynamicTest> tests = new ArrayList<>();
    for (int seed = from; seed < to; seed++) {
      String text = sources.get(seed - from);
      String name = letter + seed;
      tests.add(dynamicTest("seed " + name, () -> check(compilation, name, text)));
    }
    return tests;
  }

  private static void check(Compilation compilation, String name, String source) {
    try {
      Agreement.check(compilation, name);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + name + ": " + e.getMessage() + "\n" + source, e);
    }
  }
}
