package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.machine.Environment;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Runs one suite; {@code benchmarks/compare} calls it. */
public final class Compare {

  private static final Path DIRECTORY = Path.of("benchmarks", "target", "compare");

  private static final Map<String, BiConsumer<Effort, Report>> SUITES =
      Map.of(
          "mlp", MlpSuite::run,
          "mlp-training", MlpTrainingSuite::run,
          "conv", ConvSuite::run,
          "conv-training", ConvTrainingSuite::run,
          "rnn", RnnSuite::run,
          "rnn-training", RnnTrainingSuite::run);

  private Compare() {}

  /**
   * Prints a line a row and writes {@code benchmarks/target/compare/SUITE.json}.
   *
   * @param arguments the suite, and {@code --quick} for a run of seconds
   */
  public static void main(String[] arguments) throws IOException {
    String suite = arguments[0];
    Effort effort = List.of(arguments).contains("--quick") ? Effort.QUICK : Effort.FULL;
    Report report = new Report(suite, effort, System.out);
    Environment.describe().forEach(report::setting);
    SUITES.get(suite).accept(effort, report);
    report.write(DIRECTORY);
  }
}
