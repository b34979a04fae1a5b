package dev.lanewise.benchmarks.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StreamingTest {

  @Test
  void smallMatricesAreRoundedUpToWhatACallIsWorth() {
    assertEquals(16 << 10, Streaming.about(100).bytes());
    assertEquals(16 << 10, Streaming.about(16 << 10).bytes());
  }

  @Test
  void largeOnesAreRoundedDownToWholeBlocks() {
    assertEquals(4 << 20, Streaming.about(4 << 20).bytes());
    int bytes = Streaming.about(300_000).bytes();
    assertTrue(bytes <= 300_000 && bytes > 150_000, bytes + " bytes");
  }
}
