package dev.lanewise.processor.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.diagnostics.Diagnostic;
import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Declaration.Read;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Declarations written as {@code "reader: read read"}. */
class WiringTest {
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void anOrderThatWorksIsKept() {
    assertEquals(List.of("y", "x", "a", "b"), sort("y:", "x:", "a: x", "b: a y"));
  }

  @Test
  void aNodeComesAsSoonAsItsReadsAreThere() {
    assertEquals(List.of("x", "b", "a", "y", "c"), sort("c: a y", "a: b", "b: x", "x:", "y:"));
  }

  @Test
  void inputsKeepTheirOrder() {
    assertEquals(List.of("q", "p", "sum"), sort("sum: p q", "q:", "p:"));
  }

  @Test
  void whatDependsOnAFaultIsLeftOutInSilence() {
    assertEquals(List.of("x", "fine"), sort("x:", "a: z", "b: a", "c: b", "fine: x"));
    assertEquals(List.of("[UnknownNode] there is no node \"z\"; did you mean \"x\"?"), shortened());
  }

  @Test
  void aCycleStartsAtItsFirstNodeAndFollowsTheFlow() {
    assertEquals(List.of("x"), sort("x:", "p: c", "b: a", "a: c x", "c: b", "q: a"));
    assertEquals(List.of("[Cycle] a node cannot depend on itself: b -> c -> a -> b"), shortened());
  }

  @Test
  void tangledCyclesAreReportedOnceAndSeparateOnesEach() {
    sort("a: b c", "b: a", "c: a", "d: d");
    assertEquals(
        List.of(
            "[Cycle] a node cannot depend on itself: a -> b -> a",
            "[Cycle] a node cannot depend on itself: d -> d"),
        shortened());
  }

  @Test
  void aDeepChainIsSorted() {
    String[] chain = new String[600];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = i + ":" + (i + 1 < chain.length ? " " + (i + 1) : "");
    }
    assertEquals("599", sort(chain).getFirst());
  }

  private List<String> sort(String... nodes) {
    List<Declaration> declarations = Stream.of(nodes).map(WiringTest::declaration).toList();
    return Wiring.sort(declarations, diagnostics).stream().map(Declaration::name).toList();
  }

  private static Declaration declaration(String text) {
    String[] parts = text.split(":", -1);
    List<Read> reads =
        Stream.of(parts[1].split(" "))
            .filter(name -> !name.isEmpty())
            .map(name -> new Read(name, Origin.NONE))
            .toList();
    return new Declaration(
        parts[0],
        Origin.NONE,
        Optional.empty(),
        reads,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Messages without the list of all names. */
  private List<String> shortened() {
    return diagnostics.all().stream()
        .map(Diagnostic::toString)
        .map(text -> text.replaceFirst(" \\(there are.*", ""))
        .toList();
  }
}
