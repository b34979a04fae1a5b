package dev.lanewise.runtime.program;

import java.util.Arrays;
import java.util.Map;

/**
 * Chooses the width of program that runs well on this JVM. Only HotSpot's C2 turns the Vector API
 * into vector instructions; everywhere else each operation allocates and the scalar program is many
 * times faster.
 */
public final class ProgramSelector {
  /** The system property that overrides the choice: 512, 256, 128, or 0 for the scalar program. */
  public static final String PROPERTY = "lanewise.bits";

  private static final String MODULE = "jdk.incubator.vector";

  private ProgramSelector() {}

  /**
   * The width to run.
   *
   * @param model the model's name, for messages
   * @param availableBits the widths that were compiled, 0 standing for the scalar program
   * @return one of {@code availableBits}
   * @throws IllegalStateException if none of them can run here, or the one that {@value #PROPERTY}
   *     asks for was not compiled or cannot run; the message says the way out
   */
  public static int select(String model, int... availableBits) {
    return decide(model, System.getProperty(PROPERTY, ""), Machine.present(), availableBits);
  }

  /**
   * The decision as a function of the facts: the widest program that runs in vector registers.
   * Where channels are few, narrower vectors leave fewer lanes empty, and gain nothing: GmrtCNN, 18
   * to 72 channels, takes 1.55 us at 512 bits on Zen 4 and 1.78 at 256.
   */
  static int decide(String model, String override, Machine machine, int... availableBits) {
    if (!override.isEmpty()) {
      return overridden(model, override, machine, availableBits);
    }
    String obstacle = machine.obstacle();
    int selected = -1;
    for (int bits : availableBits) {
      if (bits == 0 || (obstacle.isEmpty() && bits <= machine.vectorBits())) {
        selected = Math.max(selected, bits);
      }
    }
    if (selected < 0) {
      throw new IllegalStateException(
          model
              + " was compiled for vectors of "
              + text(availableBits)
              + " bits only, but "
              + (obstacle.isEmpty()
                  ? "this machine's have " + machine.vectorBits() + " bits"
                  : obstacle)
              + "; compile it with 0 among -Alanewise.bits for a scalar program");
    }
    return selected;
  }

  private static int overridden(
      String model, String override, Machine machine, int[] availableBits) {
    for (int bits : availableBits) {
      if (override.equals(Integer.toString(bits))) {
        if (bits > 0 && !machine.vectorModule()) {
          throw new IllegalStateException(
              "-D" + PROPERTY + "=" + override + " for " + model + ", but " + Machine.NO_MODULE);
        }
        return bits;
      }
    }
    throw new IllegalStateException(
        "-D"
            + PROPERTY
            + "="
            + override
            + ", but "
            + model
            + " was compiled for "
            + text(availableBits)
            + " bits; choose one of these or compile it with another -Alanewise.bits");
  }

  private static String text(int[] bits) {
    return String.join(", ", Arrays.stream(bits).mapToObj(Integer::toString).toList());
  }

  /**
   * What the decision depends on.
   *
   * @param vectorModule whether the boot layer has the Vector API
   * @param vmInfo the property {@code java.vm.info}
   * @param flags HotSpot's flags by name; a flag that the JVM does not have is absent
   */
  record Machine(boolean vectorModule, String vmInfo, Map<String, String> flags) {
    private static final String NO_MODULE =
        "the module " + MODULE + " is absent; start Java with --add-modules " + MODULE;

    static Machine present() {
      boolean vectorModule = ModuleLayer.boot().findModule(MODULE).isPresent();
      // Without the module the flags cannot matter, and asking for them costs milliseconds.
      Map<String, String> flags = vectorModule ? HotSpot.flags() : Map.of();
      return new Machine(vectorModule, System.getProperty("java.vm.info", ""), flags);
    }

    int vectorBits() {
      return 8 * Integer.parseInt(flags.getOrDefault("MaxVectorSize", "0"));
    }

    /** Why no vector program runs well here; empty if one does. */
    String obstacle() {
      if (!vectorModule) {
        return NO_MODULE;
      }
      if (!flags.containsKey("MaxVectorSize")) {
        return "this JVM is not HotSpot with C2";
      }
      if (vmInfo.contains("interpreted mode")
          || vmInfo.contains("emulated-client")
          || !flags.getOrDefault("TieredStopAtLevel", "4").equals("4")) {
        return "C2 is switched off";
      }
      if (flags.getOrDefault("UseJVMCICompiler", "false").equals("true")) {
        return "a JVMCI compiler replaces C2";
      }
      if (!flags.getOrDefault("UseFMA", "false").equals("true")) {
        return "this processor has no fused multiply-add";
      }
      return "";
    }
  }
}
