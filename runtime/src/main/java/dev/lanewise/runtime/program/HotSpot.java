package dev.lanewise.runtime.program;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** The flags of this JVM that the runtime looks at. */
final class HotSpot {
  private static final String[] NAMES = {
    "MaxVectorSize",
    "UseFMA",
    "TieredStopAtLevel",
    "UseJVMCICompiler",
    "UseG1GC",
    "G1HeapRegionSize"
  };

  private HotSpot() {}

  /** Values by name; a flag that the JVM does not have is absent, on another JVM all are. */
  static Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    try {
      var bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      for (String name : NAMES) {
        try {
          flags.put(name, bean.getVMOption(name).getValue());
        } catch (IllegalArgumentException absent) {
          // This JVM has no such flag: so says the documentation of this method.
          continue;
        }
      }
    } catch (LinkageError | RuntimeException notHotSpot) {
      // A run-time image without jdk.management, or a JVM without the bean: nothing is known.
      return Map.of();
    }
    return flags;
  }
}
