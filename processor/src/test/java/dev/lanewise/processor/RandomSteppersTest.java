package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.RandomModel;
import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.pass.Expand;
import dev.lanewise.processor.graph.pass.Prune;
import dev.lanewise.processor.graph.pass.StreamSteps;
import dev.lanewise.processor.reference.StepAgreement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Of random models all that are causal, step by step. */
class RandomSteppersTest {
  @TestFactory
  Stream<DynamicTest> equalTheWholeSequence() {
    List<String> sources = IntStream.range(0, 250).mapToObj(RandomModel::source).toList();
    Map<String, Graph> graphs = Compilation.graphs(sources);
    List<Integer> causal =
        IntStream.range(0, sources.size())
            .filter(i -> isCausal(graphs.get("R" + i)))
            .boxed()
            .toList();
    assertTrue(causal.size() > 8, () -> "few are causal: " + causal);
    Compilation compilation =
        Compilation.of(
            causal.stream()
                .map(i -> sources.get(i).replaceFirst("@Model\\(", "@Model(streaming = true, "))
                .toList());
    return causal.stream()
        .map(i -> dynamicTest("seed " + i, () -> check(compilation, "R" + i, sources.get(i))));
  }

  private static boolean isCausal(Graph graph) {
    Graph results = Prune.run(graph, output -> output.role() == Role.RESULT);
    Graph known = Expand.run(results, Composite.Mode.PREDICTION);
    return StreamSteps.hasSequences(known) && StreamSteps.run(known).graph().isPresent();
  }

  private static void check(Compilation compilation, String name, String source) {
    try {
      StepAgreement.check(compilation, name);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(name + ": " + e.getMessage() + "\n" + source, e);
    }
  }
}
