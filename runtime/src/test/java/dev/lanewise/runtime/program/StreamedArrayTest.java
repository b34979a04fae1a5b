package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamedArrayTest {
  private static final Map<String, String> TWO_MEGABYTES =
      Map.of("UseG1GC", "true", "G1HeapRegionSize", Integer.toString(2 << 20));

  @Test
  void weightsOfNearlyHalfARegionGetARegionOfTheirOwn() {
    assertEquals((1 << 20) / 4, StreamedArray.length(110_000, 4, TWO_MEGABYTES));
    assertEquals((1 << 20) / 8, StreamedArray.length(110_000, 8, TWO_MEGABYTES));
  }

  @Test
  void weightsThatHaveOneAlreadyStayAsTheyAre() {
    assertEquals(300_000, StreamedArray.length(300_000, 4, TWO_MEGABYTES));
  }

  @Test
  void smallWeightsAreNotBlownUp() {
    assertEquals(1_000, StreamedArray.length(1_000, 4, TWO_MEGABYTES));
    assertEquals(30_000, StreamedArray.length(30_000, 4, TWO_MEGABYTES));
  }

  @Test
  void otherCollectorsGiveNoSuchHome() {
    assertEquals(110_000, StreamedArray.length(110_000, 4, Map.of()));
    assertEquals(110_000, StreamedArray.length(110_000, 4, Map.of("UseG1GC", "false")));
  }
}
