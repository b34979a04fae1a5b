package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.machine.Environment;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

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
   * @param arguments the suite, {@code --quick} for a run of seconds, and the rows, or none for all
   */
  public static void main(String[] arguments) throws IOException {
    String suite = arguments[0];
    Effort effort = List.of(arguments).contains("--quick") ? Effort.QUICK : Effort.FULL;
    List<String> rows =
        Stream.of(arguments).skip(1).filter(argument -> !argument.startsWith("--")).toList();
    Report report = new Report(suite, effort, rows, System.out);
    Environment.describe().forEach(report::setting);
    SUITES.get(suite).accept(effort, report);
    report.write(DIRECTORY);
  }
}
