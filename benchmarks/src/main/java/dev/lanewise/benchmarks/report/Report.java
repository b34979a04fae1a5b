package dev.lanewise.benchmarks.report;

import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.benchmarks.timing.Estimate;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the rows of one suite. Each is printed when it is known; the file holds them all. */
public final class Report {

  private final String suite;
  private final Map<String, Object> setting = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Object> notes = new LinkedHashMap<>();
  private final List<String> only;
  private final PrintStream out;

  /** A report of all rows that prints to {@code out}. */
  public Report(String suite, Effort effort, PrintStream out) {
    this(suite, effort, List.of(), out);
  }

  /**
   * A report that prints to {@code out}.
   *
   * @param only rows that are wanted; none for all
   */
  public Report(String suite, Effort effort, List<String> only, PrintStream out) {
    this.suite = suite;
    this.only = List.copyOf(only);
    this.out = out;
    setting.put("rounds", effort.rounds());
    setting.put("round_ms", effort.roundMillis());
    setting.put("warmup_ms", effort.warmupMillis());
  }

  /** Records a fact that the figures depend on. */
  public void setting(String name, Object value) {
    setting.put(name, value);
  }

  /** Whether a row is to be measured. */
  public boolean wants(String row) {
    return only.isEmpty() || only.contains(row);
  }

  /** Records and prints a row. */
  public void add(Row row) {
    rows.add(row);
    out.println(row.line());
  }

  /** Records and prints a figure beside the rows. */
  public void note(String name, Estimate value) {
    notes.put(name, Row.json(value));
    out.printf(Locale.ROOT, "note=%s value=%.4g%n", name, value.value());
  }

  /** Writes {@code SUITE.json} into a directory, which is made if it is missing. */
  public Path write(Path directory) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("suite", suite);
    json.put("interval", "95%, moving-block bootstrap over rounds");
    json.put("setting", setting);
    json.put("rows", rows.stream().map(row -> row.json()).toList());
    if (!notes.isEmpty()) {
      json.put("notes", notes);
    }
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve(suite + ".json"), Json.write(json));
  }
}
