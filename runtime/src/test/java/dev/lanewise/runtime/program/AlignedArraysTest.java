package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AlignedArraysTest {
  private static final int REGION = 2 << 20;
  private static final Map<String, String> TWO_MEGABYTES =
      Map.of("UseG1GC", "true", "G1HeapRegionSize", Integer.toString(REGION));

  private final AtomicLong left = new AtomicLong(5 * REGION);
  private final AlignedArrays arrays = new AlignedArrays(4096, TWO_MEGABYTES, left);

  @Test
  void weightsOfNearlyHalfARegionGetARegionOfTheirOwn() {
    assertEquals((1 << 20) / 4, arrays.length(110_000, 4));
    assertEquals((1 << 20) / 8, arrays.length(110_000, 8));
    assertEquals(5 * REGION, left.get());
  }

  @Test
  void weightsThatHaveOneAlreadyStayAsTheyAre() {
    assertEquals(300_000, arrays.length(300_000, 4));
  }

  @Test
  void theFirstOfFewWeightsGetOne() {
    for (int i = 0; i < 4; i++) {
      assertEquals((1 << 20) / 4, arrays.length(30_000, 4));
    }
    assertEquals(30_000, arrays.length(30_000, 4));
    assertEquals(REGION, left.get());
  }

  @Test
  void allNetworksTogetherTakeSoManyOfTheHeap() {
    for (int i = 0; i < 5; i++) {
      assertEquals((1 << 20) / 4, new AlignedArrays(4096, TWO_MEGABYTES, left).length(30_000, 4));
    }
    assertEquals(30_000, new AlignedArrays(4096, TWO_MEGABYTES, left).length(30_000, 4));
    assertEquals(0, left.get());
  }

  @Test
  void smallWeightsAreNotBlownUp() {
    assertEquals(1_000, arrays.length(1_000, 4));
  }

  @Test
  void otherCollectorsGiveNoSuchHome() {
    assertEquals(110_000, new AlignedArrays(4096, Map.of(), left).length(110_000, 4));
    assertEquals(
        110_000, new AlignedArrays(4096, Map.of("UseG1GC", "false"), left).length(110_000, 4));
  }
}
