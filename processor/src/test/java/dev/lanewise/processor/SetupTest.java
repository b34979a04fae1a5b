package dev.lanewise.processor;

import static dev.lanewise.processor.Consumer.LIBRARIES;
import static dev.lanewise.processor.Consumer.PROCESSOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Consumer.Result;
import dev.lanewise.runtime.program.ProgramSelector;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which users compile and run: each test builds a small project that learns XOR and
 * prints the width of the program it ran.
 */
class SetupTest {
  private static final String VECTOR = "jdk.incubator.vector";
  private static final String LINT = "-Xlint:all,-incubating";

  /** What a program that can choose prints here, where the tests run with the vector module. */
  private static final String BEST = learned(ProgramSelector.select("Xor", 512, 256, 128, 0));

  private static final String SCALAR = learned(0);

  private static final String RESOURCE =
      """
      xor.safetensors true
      /consumer/xor.safetensors true
      no stream to load Xor from: is there such a resource on the class path?
      """;

  @TempDir Path directory;
  private Consumer consumer;

  private static String learned(int bits) {
    return "bits=" + bits + " 0110";
  }

  @BeforeEach
  void xor() throws Exception {
    consumer = project("xor", "xor");
  }

  private Consumer project(String name, String... parts) throws Exception {
    return Consumer.of(Files.createDirectory(directory.resolve(name)), parts);
  }

  private static void assertLearned(String expected, Result run) {
    assertTrue(run.success().lines().anyMatch(expected::equals), run.output());
  }

  @Test
  void classPathWithTheFlag() throws Exception {
    consumer
        .javac("--add-modules", VECTOR, "-cp", LIBRARIES, "--processor-path", PROCESSOR)
        .success();
    assertLearned(
        BEST, consumer.java("--add-modules", VECTOR, "-cp", consumer.program(), "consumer.Main"));
  }

  @Test
  void compiledWithTheFlagButRunWithoutItIsScalar() throws Exception {
    consumer
        .javac("--add-modules", VECTOR, "-cp", LIBRARIES, "--processor-path", PROCESSOR)
        .success();
    assertLearned(SCALAR, consumer.java("-cp", consumer.program(), "consumer.Main"));
  }

  @Test
  void compiledForTheScalarTwinAloneNeedsNoFlag() throws Exception {
    consumer.javac("-Alanewise.bits=0", "-cp", LIBRARIES, "--processor-path", PROCESSOR).success();
    assertLearned(SCALAR, consumer.java("-cp", consumer.program(), "consumer.Main"));
    consumer
        .products()
        .forEach((name, bytes) -> assertFalse(bytes.contains("jdk.incubator"), name));
  }

  @Test
  void namedModuleNeedsNoFlag() throws Exception {
    Consumer module = project("module", "xor", "module");
    module.javac("-p", LIBRARIES, "--processor-path", PROCESSOR).success();
    assertLearned(BEST, module.java("-p", module.program(), "-m", "consumer/consumer.Main"));
  }

  @Test
  void processorOnTheProcessorModulePath() throws Exception {
    Consumer module = project("module", "xor", "module");
    module.javac("-p", LIBRARIES, "--processor-module-path", PROCESSOR).success();
    assertLearned(BEST, module.java("-p", module.program(), "-m", "consumer/consumer.Main"));
  }

  @Test
  void weightsAsAResourceOnTheClassPath() throws Exception {
    Consumer resource = project("resource", "xor", "resource");
    resource.javac("--release", "25", "-cp", LIBRARIES, "--processor-path", PROCESSOR).success();
    Result run = resource.java("-cp", resource.program(), "consumer.Resource", resource.classes());
    assertEquals(RESOURCE, run.success());
  }

  /** Its package is not opened to anybody, the runtime included. */
  @Test
  void weightsAsAResourceOfANamedModule() throws Exception {
    Consumer module = project("module", "xor", "resource", "module");
    module.javac("-p", LIBRARIES, "--processor-path", PROCESSOR).success();
    Result run =
        module.java(
            "-Dlanewise.bits=0",
            "-p",
            module.program(),
            "-m",
            "consumer/consumer.Resource",
            module.classes());
    assertTrue(run.success().endsWith(RESOURCE), run.output());
  }

  @Test
  void everyWarningAsAnErrorOnTheClassPath() throws Exception {
    Consumer strict = project("strict", "xor", "strict");
    Result compilation =
        strict.javac(
            "-Werror",
            LINT,
            "--add-modules",
            VECTOR,
            "-cp",
            LIBRARIES,
            "--processor-path",
            PROCESSOR);
    assertEquals("", compilation.success());
  }

  @Test
  void everyWarningAsAnErrorInANamedModule() throws Exception {
    Consumer module = project("module", "xor", "strict", "module");
    Result compilation =
        module.javac("-Werror", LINT, "-p", LIBRARIES, "--processor-path", PROCESSOR);
    assertEquals("", compilation.success());
  }

  @Test
  void everyWarningAsAnErrorInAModuleThatExportsModels() throws Exception {
    Consumer library = project("library", "strict", "library");
    Result compilation =
        library.javac(
            "-Werror",
            LINT,
            "-Xdoclint:all,-missing",
            "-p",
            LIBRARIES,
            "--processor-path",
            PROCESSOR);
    assertEquals("", compilation.success());
  }

  @Test
  void eclipseCompilerOnTheClassPath() throws Exception {
    Result compilation =
        consumer.ecj("--add-modules", VECTOR, "-cp", LIBRARIES, "-processorpath", PROCESSOR);
    assertEquals("", compilation.success(), "Eclipse's own warnings");
    assertLearned(
        BEST, consumer.java("--add-modules", VECTOR, "-cp", consumer.program(), "consumer.Main"));
  }

  /** In a module, Eclipse's batch compiler cannot use a type in the run that generates it. */
  @Test
  void eclipseCompilerInANamedModule() throws Exception {
    Consumer module = project("module", "xor", "module");
    module.ecj("-proc:only", "-p", LIBRARIES, "-processorpath", PROCESSOR).success();
    module.adoptGenerated();
    module.ecj("-proc:none", "-p", LIBRARIES).success();
    assertLearned(BEST, module.java("-p", module.program(), "-m", "consumer/consumer.Main"));
  }

  /** javac's own record of a release resolves incubator modules; Java itself does not. */
  @Test
  void releaseOptionNeedsNoFlagToCompile() throws Exception {
    consumer.javac("--release", "25", "-cp", LIBRARIES, "--processor-path", PROCESSOR).success();
    assertLearned(
        BEST, consumer.java("--add-modules", VECTOR, "-cp", consumer.program(), "consumer.Main"));
    assertLearned(SCALAR, consumer.java("-cp", consumer.program(), "consumer.Main"));
  }

  @Test
  void missingVectorModuleIsAnErrorAtTheModelThatNamesTheWaysOut() throws Exception {
    Result compilation = consumer.javac("-cp", LIBRARIES, "--processor-path", PROCESSOR);
    assertNotEquals(0, compilation.exitCode());
    String message = compilation.output();
    long line =
        1
            + Files.readAllLines(consumer.directory().resolve("sources/consumer/Xor.java")).stream()
                .takeWhile(text -> !text.startsWith("@Model"))
                .count();
    assertTrue(message.contains("Xor.java:" + line + ": error: [VectorModuleMissing]"), message);
    for (String wayOut :
        new String[] {
          "<arg>--add-modules=" + VECTOR + "</arg>", // Maven
          "compilerArgs", // Gradle
          "requires dev.lanewise.runtime", // module-info.java
        }) {
      assertTrue(message.contains(wayOut), message);
    }
  }

  /** An incremental build compiles what changed; all else is there as class files. */
  @Test
  void modelAloneAmongClassFiles() throws Exception {
    consumer
        .javac("--add-modules", VECTOR, "-cp", LIBRARIES, "--processor-path", PROCESSOR)
        .success();
    Map<String, String> before = consumer.products();
    alone("consumer/Xor.java");
    assertEquals(before, consumer.products());

    consumer.edit("consumer/Xor.java", "units = 8", "units = 9");
    alone("consumer/Xor.java");
    assertNotEquals(before, consumer.products());
    assertLearned(
        BEST, consumer.java("--add-modules", VECTOR, "-cp", consumer.program(), "consumer.Main"));
  }

  @Test
  void modelAsAClassFile() throws Exception {
    consumer
        .javac("--add-modules", VECTOR, "-cp", LIBRARIES, "--processor-path", PROCESSOR)
        .success();
    Map<String, String> before = consumer.products();
    alone("consumer/Main.java");
    assertEquals(before, consumer.products());
  }

  private void alone(String source) throws Exception {
    consumer
        .javacAlone(
            source,
            "--add-modules",
            VECTOR,
            "-cp",
            consumer.program(),
            "--processor-path",
            PROCESSOR)
        .success();
  }

  @Test
  void compilingTwiceGivesTheSameBytes() throws Exception {
    Consumer again = project("again", "xor");
    for (Consumer each : new Consumer[] {consumer, again}) {
      each.javac("--add-modules", VECTOR, "-cp", LIBRARIES, "--processor-path", PROCESSOR)
          .success();
    }
    assertTrue(consumer.products().containsKey("generated/consumer/XorNet.java"));
    assertEquals(consumer.products(), again.products());
  }

  @Test
  void registeredWithCompilersAndGradle() throws Exception {
    assertEquals(
        LanewiseProcessor.class.getName(),
        resource("META-INF/services/javax.annotation.processing.Processor"));
    assertEquals(
        LanewiseProcessor.class.getName() + ",isolating",
        resource("META-INF/gradle/incremental.annotation.processors"));
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = LanewiseProcessor.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
