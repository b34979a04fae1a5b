package dev.lanewise.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.benchmarks.timing.Estimate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Row ROW =
      new Row(
          "mlp-2-8-1",
          new Estimate(0.0625, 0.0615, 0.065),
          new Estimate(2.5, 2.25, 2.75),
          new Estimate(40, 39, 41),
          Map.of("peak_fraction", new Estimate(0.5, 0.25, 0.75)),
          Map.of("peer_fresh_output_us", new Estimate(4.5, 4.25, 4.75)));

  @Test
  void lineHasTheMediansAndTheRatio() {
    assertEquals(
        "row=mlp-2-8-1 lanewise_us=0.06250 peer_us=2.500 ratio=40.000 peak_fraction=0.500",
        ROW.line());
  }

  @Test
  void rowsArePrintedAndWrittenWithTheirBounds(@TempDir Path directory) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Report report = new Report("mlp", Effort.QUICK, new PrintStream(printed, true));
    report.setting("processor", "a \"fast\" one");
    report.add(ROW);
    Path file = report.write(directory.resolve("new"));
    assertEquals(ROW.line() + System.lineSeparator(), printed.toString(StandardCharsets.UTF_8));
    assertEquals(
        """
        {
          "suite": "mlp",
          "interval": "95%, moving-block bootstrap over rounds",
          "setting": {
            "rounds": 101,
            "round_ms": 3,
            "warmup_ms": 1000,
            "processor": "a \\"fast\\" one"
          },
          "rows": [
            {
              "row": "mlp-2-8-1",
              "lanewise_us": {
                "median": 0.0625,
                "low": 0.0615,
                "high": 0.065
              },
              "peer_us": {
                "median": 2.5,
                "low": 2.25,
                "high": 2.75
              },
              "ratio": {
                "median": 40.0,
                "low": 39.0,
                "high": 41.0
              },
              "peak_fraction": {
                "median": 0.5,
                "low": 0.25,
                "high": 0.75
              },
              "peer_fresh_output_us": {
                "median": 4.5,
                "low": 4.25,
                "high": 4.75
              }
            }
          ]
        }
        """,
        Files.readString(file));
  }

  @Test
  void notesStandBesideTheRows(@TempDir Path directory) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Report report = new Report("conv", Effort.QUICK, new PrintStream(printed, true));
    report.note("packing_us", new Estimate(2, 1, 3));
    String json = Files.readString(report.write(directory));
    assertEquals(
        "note=packing_us value=2.000" + System.lineSeparator(),
        printed.toString(StandardCharsets.UTF_8));
    assertTrue(json.contains("\"notes\": {\n    \"packing_us\": {"), json);
  }

  @Test
  void jsonRefusesWhatItCannotHold() {
    assertThrows(IllegalArgumentException.class, () -> Json.write(Map.of("x", Double.NaN)));
  }
}
