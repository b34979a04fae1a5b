package dev.lanewise.benchmarks.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavedTest {

  private final List<String> calls = new ArrayList<>();

  @Test
  void contendersTakeTurnsAndWhoeverWasFirstGoesLastInTheNextRound() {
    Interleaved.run(Effort.NONE, times -> calls.add("a"), times -> calls.add("b"));
    assertEquals(
        List.of("a", "b", "b", "a", "a", "b"), calls.subList(calls.size() - 6, calls.size()));
  }

  @Test
  void everyContenderHasEveryRound() {
    Rounds rounds = Interleaved.run(Effort.NONE, times -> {}, times -> {}, times -> {});
    assertEquals(3, rounds.nanos().length);
    for (double[] nanos : rounds.nanos()) {
      assertEquals(Effort.NONE.rounds(), nanos.length);
    }
  }
}
