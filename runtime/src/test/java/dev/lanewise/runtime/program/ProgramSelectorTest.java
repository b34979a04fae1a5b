package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.program.ProgramSelector.Machine;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramSelectorTest {
  private static final int[] ALL = {512, 256, 128, 0};

  private static Machine machine(int vectorBytes) {
    return new Machine(
        true,
        "mixed mode, sharing",
        Map.of(
            "MaxVectorSize", Integer.toString(vectorBytes),
            "UseFMA", "true",
            "TieredStopAtLevel", "4",
            "UseJVMCICompiler", "false"));
  }

  private static Machine with(Machine machine, String flag, String value) {
    Map<String, String> flags = new HashMap<>(machine.flags());
    flags.put(flag, value);
    return new Machine(machine.vectorModule(), machine.vmInfo(), flags);
  }

  private static int automatic(Machine machine, int... available) {
    return ProgramSelector.decide("Mlp", "", machine, available);
  }

  private static String refusal(String override, Machine machine, int... available) {
    return assertThrows(
            IllegalStateException.class,
            () -> ProgramSelector.decide("Mlp", override, machine, available))
        .getMessage();
  }

  @Test
  void theWidestProgramThatFitsTheMachineIsChosen() {
    assertEquals(512, automatic(machine(64), ALL));
    assertEquals(256, automatic(machine(32), ALL));
    assertEquals(128, automatic(machine(16), ALL));
    assertEquals(256, automatic(machine(64), 0, 128, 256));
  }

  @Test
  void widerVectorsThanWereCompiledForDoNotHurt() {
    assertEquals(512, automatic(machine(256), ALL));
  }

  @Test
  void theScalarProgramRunsWhereVectorsWouldBeSlow() {
    Machine fast = machine(64);
    assertEquals(0, automatic(machine(8), ALL));
    assertEquals(0, automatic(with(fast, "UseFMA", "false"), ALL));
    assertEquals(0, automatic(with(fast, "TieredStopAtLevel", "1"), ALL));
    assertEquals(0, automatic(with(fast, "UseJVMCICompiler", "true"), ALL));
    assertEquals(0, automatic(new Machine(false, fast.vmInfo(), fast.flags()), ALL));
    assertEquals(0, automatic(new Machine(true, "interpreted mode", fast.flags()), ALL));
    assertEquals(0, automatic(new Machine(true, "mixed mode, emulated-client", fast.flags()), ALL));
    assertEquals(0, automatic(new Machine(true, "mixed mode", Map.of()), ALL));
  }

  @Test
  void withoutAProgramThatRunsTheReasonAndTheWayOutAreSaid() {
    assertEquals(
        "Mlp was compiled for vectors of 512, 256 bits only, but this machine's have 128 bits;"
            + " compile it with 0 among -Alanewise.bits for a scalar program",
        refusal("", machine(16), 512, 256));
    String absent = refusal("", new Machine(false, "mixed mode", Map.of()), 512);
    assertTrue(absent.contains("--add-modules jdk.incubator.vector"), absent);
  }

  @Test
  void thePropertyOverridesTheChoice() {
    assertEquals(128, ProgramSelector.decide("Mlp", "128", machine(64), ALL));
    assertEquals(512, ProgramSelector.decide("Mlp", "512", machine(16), ALL));
    assertEquals(0, ProgramSelector.decide("Mlp", "0", machine(64), ALL));
    Machine bare = new Machine(false, "", Map.of());
    assertEquals(0, ProgramSelector.decide("Mlp", "0", bare, ALL));
  }

  @Test
  void anOverrideThatCannotBeHadIsRefused() {
    assertEquals(
        "-Dlanewise.bits=1024, but Mlp was compiled for 512, 256, 128, 0 bits;"
            + " choose one of these or compile it with another -Alanewise.bits",
        refusal("1024", machine(64), ALL));
    assertTrue(refusal("fast", machine(64), ALL).contains("-Dlanewise.bits=fast"));
    assertEquals(
        "-Dlanewise.bits=256 for Mlp, but the module jdk.incubator.vector is absent;"
            + " start Java with --add-modules jdk.incubator.vector",
        refusal("256", new Machine(false, "", Map.of()), ALL));
  }

  @Test
  void thisJvmAnswers() {
    int selected = ProgramSelector.select("Mlp", ALL);
    assertTrue(selected == 0 || Machine.present().vectorBits() >= selected);
    assertEquals(0, ProgramSelector.select("Mlp", 0));
  }
}
