package dev.lanewise.processor;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphPrinter;
import dev.lanewise.processor.graph.GraphVerifier;
import dev.lanewise.processor.graph.pass.Plan;
import dev.lanewise.processor.graph.pass.PlanVerifier;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * Runs passes by name: dumps what they make, verifies it where asked to, and names the one that
 * fails.
 *
 * @param verify whether to check each graph
 */
record Passes(boolean verify, Dump dump) {
  /**
   * A pass that makes a graph.
   *
   * @throws CompilerException if it fails, or its graph does not hold together
   */
  Graph graph(String name, Supplier<Graph> pass) {
    return run(
        name,
        () -> {
          Graph graph = pass.get();
          dump.write(name, GraphPrinter.print(graph));
          check(graph);
          return graph;
        });
  }

  /** Verifies a graph within a pass. */
  void check(Graph graph) {
    if (verify) {
      GraphVerifier.verify(graph);
    }
  }

  /** The same with the layouts that were chosen. */
  void check(Plan plan) {
    check(plan.graph());
    if (verify) {
      PlanVerifier.verify(plan);
    }
  }

  /**
   * Any other pass.
   *
   * @throws CompilerException if it fails
   */
  <T> T run(String name, Supplier<T> pass) {
    try {
      return pass.get();
    } catch (CompilerException | UncheckedIOException e) {
      throw e; // a pass within this one, or a dump that cannot be written
    } catch (RuntimeException e) {
      throw new CompilerException(name, e);
    }
  }
}
