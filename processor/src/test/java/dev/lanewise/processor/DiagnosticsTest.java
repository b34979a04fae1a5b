package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture says in its own comments what is expected of it. */
class DiagnosticsTest {
  static List<Fixture> fixtures() throws IOException {
    return Fixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void saysWhatIsMarkedAndNothingElse(Fixture fixture) {
    assertEquals(List.of(), fixture.surprises());
  }
}
