package dev.lanewise.benchmarks.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.incubator.vector.FloatVector;

/** What the figures of a run depend on. */
public final class Environment {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Environment() {}

  /**
   * Processor, system, JVM and its preferred vector width, by name; and how many threads were
   * running or waiting to over the last minute, which should be about none.
   */
  public static Map<String, Object> describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("processor", processor());
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("system", property("os.name") + " " + property("os.arch"));
    facts.put("java", property("java.vm.name") + " " + property("java.vm.version"));
    facts.put("vector_bits", FloatVector.SPECIES_PREFERRED.vectorBitSize());
    facts.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return facts;
  }

  private static String property(String name) {
    return System.getProperty(name);
  }

  private static String processor() {
    if (!Files.isReadable(CPU_INFO)) {
      return "unknown";
    }
    try (var lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
