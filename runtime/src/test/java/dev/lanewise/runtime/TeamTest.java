package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {
  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyMemberRunsEveryTaskOnce(int members) {
    AtomicIntegerArray counts = new AtomicIntegerArray(members);
    try (Team team = new Team(members)) {
      for (int round = 0; round < 2000; round++) {
        team.run((member, all) -> {
          assertEquals(members, all);
          counts.incrementAndGet(member);
        });
      }
    }
    for (int member = 0; member < members; member++) {
      assertEquals(2000, counts.get(member));
    }
  }

  @Test
  void plainWritesOfATaskAreSeenByTheNext() {
    int[] values = new int[3];
    try (Team team = new Team(3)) {
      for (int round = 0; round < 1000; round++) {
        team.run((member, members) -> values[(member + 1) % 3]++);
        team.run((member, members) -> values[member] *= -1);
      }
    }
    for (int value : values) {
      assertEquals(0, value);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 64})
  void sharesCoverAllItemsWithoutOverlap(int items) {
    int next = 0;
    for (int member = 0; member < 3; member++) {
      assertEquals(next, Team.share(items, member, 3));
      next = Team.share(items, member + 1, 3);
    }
    assertEquals(items, next);
    assertEquals(Integer.MAX_VALUE, Team.share(Integer.MAX_VALUE, 3, 3));
  }

  @Test
  void aTeamThatParkedWakesAgain() throws InterruptedException {
    Set<Integer> members = ConcurrentHashMap.newKeySet();
    try (Team team = new Team(2)) {
      for (int round = 0; round < 3; round++) {
        members.clear();
        team.run((member, all) -> members.add(member));
        assertEquals(Set.of(0, 1), members);
        Thread.sleep(30); // far longer than any spin
      }
    }
  }

  @Test
  void anExceptionOfAnyMemberIsThrownToTheCallerAfterAllAreDone() {
    try (Team team = new Team(3)) {
      for (int bad = 0; bad < 3; bad++) {
        int failing = bad;
        AtomicIntegerArray done = new AtomicIntegerArray(3);
        IllegalStateException failure = new IllegalStateException();
        IllegalStateException thrown =
            assertThrows(
                IllegalStateException.class,
                () ->
                    team.run((member, members) -> {
                      if (member == failing) {
                        throw failure;
                      }
                      done.incrementAndGet(member);
                    }));
        assertSame(failure, thrown);
        assertEquals(2, done.get(0) + done.get(1) + done.get(2));
      }
      team.run((member, members) -> {}); // and it works on
    }
  }

  @Test
  void closingEndsTheThreadsAlsoWhenInterrupted() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Team team = new Team(4);
    team.run((member, members) -> threads.add(Thread.currentThread()));
    assertEquals(4, threads.size());
    Thread.currentThread().interrupt();
    team.close();
    assertTrue(Thread.interrupted(), "the interrupt is kept");
    threads.remove(Thread.currentThread());
    for (Thread thread : threads) {
      assertFalse(thread.isAlive());
      assertTrue(thread.isDaemon());
    }
    team.close(); // again, to no effect
  }

  @Test
  void interruptsDoNotDisturbTheWork() {
    List<Integer> rounds = new ArrayList<>();
    try (Team team = new Team(2)) {
      for (int round = 0; round < 50; round++) {
        Thread.currentThread().interrupt();
        team.run((member, members) -> {
          if (member == 0) {
            rounds.add(members);
          } else {
            Thread.currentThread().interrupt();
          }
        });
      }
      assertTrue(Thread.interrupted());
    }
    assertEquals(50, rounds.size());
  }
}
