package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void percentilesAreNearestRanks() {
    long[] nanos = LongStream.rangeClosed(1, 1000).map(i -> 1001 - i).toArray();
    assertEquals(new Latency(500, 990, 999), Latency.of(nanos));
  }
}
