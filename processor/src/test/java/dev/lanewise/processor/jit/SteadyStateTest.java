package dev.lanewise.processor.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.lanewise.processor.compiled.Compilation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a program in a JVM of its own: C2 compiles every kernel, nothing allocates, and
 * no class of another width is loaded.
 */
class SteadyStateTest {
  /** HotSpot's FreqInlineSize: what is longer is never inlined, and so compiled by itself. */
  private static final int INLINED = 325;

  private static final Pattern COMPILED =
      Pattern.compile("(?m)^ *\\d+ +\\d+ [ %!sbn]* 4 +(\\w+Net\\d+)::(\\w+)");
  private static final Pattern LOADED =
      Pattern.compile("\\[class,load] (?:" + String.join("|", SteadyState.MODELS) + ")Net(\\d+) ");

  @TempDir private static Path folder;
  private static Compilation compilation;

  @BeforeAll
  static void compile() throws IOException {
    compilation = SteadyState.compile();
    compilation.write(folder);
  }

  @Test
  void of512Bits() {
    check(512, "-XX:MaxVectorSize=64");
  }

  @Test
  @Tag("full")
  void of256BitsWithTheRegistersOfAvx512() {
    check(256, "-XX:MaxVectorSize=32");
  }

  @Test
  void of256BitsWithSixteenRegisters() {
    check(256, "-XX:UseAVX=2");
  }

  @Test
  void of128Bits() {
    check(128, "-XX:MaxVectorSize=16");
  }

  @Test
  void withoutTheVectorModule() {
    check(0, "-XX:+UseFMA");
  }

  /** The selector has to find the width by itself: no property asks for it. */
  private static void check(int bits, String flag) {
    assumeTrue(bits <= vectorBits(), () -> "this machine has no vectors of " + bits + " bits");
    List<String> flags =
        Stream.of("--add-modules=jdk.incubator.vector", flag, "-XX:+PrintCompilation")
            .skip(bits == 0 ? 1 : 0)
            .collect(Collectors.toList());
    // In the foreground: what is due is compiled, however busy the machine.
    flags.addAll(List.of("-Xbatch", "-Xlog:class+load"));
    String output = new Jvm(folder, flags).run("Steady");
    List<String> steady =
        output.lines().filter(l -> l.startsWith("STEADY") || l.startsWith("ALLOCATES")).toList();
    assertEquals(
        3 * SteadyState.MODELS.size(),
        steady.stream().filter(l -> l.startsWith("STEADY")).count(),
        steady::toString);
    assertEquals(
        Set.of(String.valueOf(bits)),
        LOADED.matcher(output).results().map(m -> m.group(1)).collect(Collectors.toSet()));
    assertFalse(output.contains("COMPILE SKIPPED"), "C1 or C2 gave up on a method");
    for (String model : SteadyState.MODELS) {
      compiled(output, model + "Net" + bits);
    }
  }

  private static void compiled(String output, String name) {
    Set<String> missing = new TreeSet<>();
    MethodCode.of(compilation.classes().get(name)).stream()
        .filter(m -> (m.isKernel() || m.isDriver()) && m.length() > INLINED)
        .forEach(m -> missing.add(m.name()));
    assertTrue(missing.size() > 1, missing::toString);
    COMPILED
        .matcher(output)
        .results()
        .filter(m -> m.group(1).equals(name))
        .map((MatchResult m) -> m.group(2))
        .forEach(missing::remove);
    assertEquals(Set.of(), missing, "not compiled by C2 in " + name);
  }

  private static int vectorBits() {
    HotSpotDiagnosticMXBean flags =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return 8 * Integer.parseInt(flags.getVMOption("MaxVectorSize").getValue());
  }
}
