package dev.lanewise.processor;

import static dev.lanewise.processor.Consumer.LIBRARIES;
import static dev.lanewise.processor.Consumer.PROCESSOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Consumer.Result;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blocks that come as class files: compiled earlier, by another compiler, in a jar or a module.
 * What a model becomes is the same, byte for byte.
 */
class LibraryTest {
  private static final String[] VECTOR = {"--add-modules", "jdk.incubator.vector"};

  /** Blocks need the annotations and no runtime. */
  private static final String ANNOTATIONS = LIBRARIES.split(File.pathSeparator)[0];

  @TempDir Path directory;
  private Consumer blocks;
  private Consumer uses;

  @BeforeEach
  void projects() throws Exception {
    blocks = project("library", "blocks");
    uses = project("consumer", "uses");
  }

  private Consumer project(String name, String... parts) throws Exception {
    return Consumer.of(Files.createDirectory(directory.resolve(name)), parts);
  }

  private static String[] options(String classPath, String processorPath) {
    return new String[] {
      VECTOR[0], VECTOR[1], "-cp", classPath, processorPath, PROCESSOR,
    };
  }

  private static Result javac(Consumer project, String classPath) throws Exception {
    return project.javac(options(classPath, "--processor-path"));
  }

  private static Result ecj(Consumer project, String classPath) throws Exception {
    return project.ecj(options(classPath, "-processorpath"));
  }

  private String after(String library) {
    return library + File.pathSeparator + LIBRARIES;
  }

  private static Map<String, String> both(Consumer first, Consumer second) throws Exception {
    Map<String, String> products = new TreeMap<>(first.products());
    products.putAll(second.products());
    return products;
  }

  @Test
  void blocksInADirectory() throws Exception {
    Consumer whole = project("whole", "blocks", "uses");
    javac(whole, LIBRARIES).success();
    javac(blocks, ANNOTATIONS).success();
    javac(uses, after(blocks.classes())).success();
    assertTrue(whole.products().containsKey("classes/library/Parts_WideBlock.class"));
    assertEquals(whole.products(), both(blocks, uses));
  }

  @Test
  void cellsInADirectory() throws Exception {
    Consumer whole = project("whole", "cells", "uses-cells");
    javac(whole, LIBRARIES).success();
    Consumer cells = project("cells", "cells");
    Consumer users = project("users", "uses-cells");
    javac(cells, ANNOTATIONS).success();
    javac(users, after(cells.classes())).success();
    assertTrue(whole.products().containsKey("classes/library/CounterCell.class"));
    assertEquals(whole.products(), both(cells, users));
  }

  @Test
  void blocksInAJar() throws Exception {
    javac(blocks, ANNOTATIONS).success();
    javac(uses, after(jar(blocks))).success();
    Consumer again = project("again", "uses");
    javac(again, after(blocks.classes())).success();
    assertEquals(again.products(), uses.products());
  }

  private String jar(Consumer project) {
    String file = directory.resolve("library.jar").toString();
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    assertEquals(
        0, jar.run(writer, writer, "-cf", file, "-C", project.classes(), "."), output::toString);
    return file;
  }

  @Test
  void theModelAloneAfterTheBlocksOfOneProject() throws Exception {
    Consumer whole = project("whole", "blocks", "uses");
    javac(whole, LIBRARIES).success();
    Map<String, String> before = whole.products();
    whole.javacAlone("consumer/Chain.java", options(whole.program(), "--processor-path")).success();
    assertEquals(before, whole.products());
    whole
        .javacAlone("library/Residual.java", options(whole.program(), "--processor-path"))
        .success();
    assertEquals(before, whole.products());
  }

  /** Eclipse's classes differ from javac's, so the generated sources are compared. */
  @Test
  void eclipseReadsBlocksOfJavacAndJavacThoseOfEclipse() throws Exception {
    Consumer whole = project("whole", "blocks", "uses");
    javac(whole, LIBRARIES).success();
    Map<String, String> expected = generated(whole.products());

    javac(blocks, ANNOTATIONS).success();
    assertEquals("", ecj(uses, after(blocks.classes())).success());
    assertEquals(expected, generated(both(blocks, uses)));

    Consumer eclipse = project("eclipse", "blocks");
    assertEquals("", ecj(eclipse, ANNOTATIONS).success());
    Consumer after = project("after", "uses");
    javac(after, after(eclipse.classes())).success();
    assertEquals(expected, generated(both(eclipse, after)));

    Consumer both = project("both", "uses");
    ecj(both, after(eclipse.classes())).success();
    assertEquals(expected, generated(both(eclipse, both)));
  }

  private static Map<String, String> generated(Map<String, String> products) {
    Map<String, String> sources = new TreeMap<>(products);
    sources.keySet().removeIf(name -> !name.startsWith("generated"));
    return sources;
  }

  @Test
  void blocksInAModule() throws Exception {
    Consumer library = project("named-library", "blocks", "blocks-module");
    Consumer module = project("named-consumer", "uses", "uses-module");
    library.javac("-p", ANNOTATIONS, "--processor-path", PROCESSOR).success();
    module.javac("-p", after(library.classes()), "--processor-path", PROCESSOR).success();
    javac(blocks, ANNOTATIONS).success();
    javac(uses, after(blocks.classes())).success();
    assertEquals(generated(uses.products()), generated(module.products()));
  }

  @Test
  void blocksInAModuleForEclipse() throws Exception {
    Consumer library = project("named-library", "blocks", "blocks-module");
    Consumer module = project("named-consumer", "uses", "uses-module");
    library.javac("-p", ANNOTATIONS, "--processor-path", PROCESSOR).success();
    Files.createDirectory(Path.of(module.classes()));
    module.ecj("-proc:only", "-p", after(library.classes()), "-processorpath", PROCESSOR).success();
    javac(blocks, ANNOTATIONS).success();
    javac(uses, after(blocks.classes())).success();
    assertEquals(generated(uses.products()), generated(module.products()));
  }

  @Test
  void everyWarningAsAnErrorInALibraryOfBlocks() throws Exception {
    Consumer library = project("named-library", "blocks", "blocks-module");
    assertEquals(
        "",
        library
            .javac(
                "-Werror",
                "-Xlint:all",
                "-Xdoclint:all,-missing",
                "-p",
                ANNOTATIONS,
                "--processor-path",
                PROCESSOR)
            .success());
  }

  @Test
  void aBlockWithoutItsCompanionIsReportedAtItsUse() throws Exception {
    blocks.javac("-proc:none", "-cp", ANNOTATIONS).success();
    Result compilation = javac(uses, after(blocks.classes()));
    assertNotEquals(0, compilation.exitCode());
    String message = compilation.output();
    assertTrue(
        message.contains("Chain.java:" + line("@Use(Residual.class)") + ": error:"), message);
    assertTrue(message.contains("[BlockNotCompiled] Residual comes as a class file"), message);
    assertTrue(message.contains("(used by Chain.first)"), message);
    assertEquals(2, message.split("error: ").length, "once: " + message);
  }

  @Test
  void aCompanionOfAnotherVersionIsRefused() throws Exception {
    javac(blocks, ANNOTATIONS).success();
    blocks.edit("library/Residual.java", "Tensor chances(", "Tensor odds(");
    blocks.javac("-proc:none", "-cp", ANNOTATIONS).success();
    String message = javac(uses, after(blocks.classes())).output();
    assertTrue(message.contains("[BlockNotCompiled]"), message);
    assertTrue(message.contains("ResidualBlock is missing or of another version"), message);
  }

  @Test
  void faultsInACompiledBlockAreReportedAtItsUse() throws Exception {
    javac(blocks, ANNOTATIONS).success();
    uses.edit("consumer/Chain.java", "@Input(5)", "@Input(6)");
    uses.edit("consumer/Chain.java", "@Dense(units = 5)", "@Dense(units = 6)");
    String message = javac(uses, after(blocks.classes())).output();
    assertTrue(
        message.contains("Chain.java:" + line("@Use(Residual.class)") + ": error:"), message);
    assertTrue(message.contains("[BlockInputShape] Wide.narrow takes 5, found 6"), message);
    assertTrue(message.contains("(used by Chain.first)"), message);
  }

  @Test
  void warningsOfABlockAreForThoseWhoHaveItsSource() throws Exception {
    Consumer whole = project("whole", "blocks", "uses");
    for (Consumer source : List.of(whole, blocks)) {
      source.edit("library/Residual.java", "  @Softmax\n", "  @Softmax\n  @Named(\"odds\")\n");
    }
    String message = javac(whole, LIBRARIES).success();
    assertTrue(message.contains("[NamedWithoutParameters] \"chances\""), message);
    javac(blocks, ANNOTATIONS).success();
    message = javac(uses, after(blocks.classes())).success();
    assertFalse(message.contains("[Named"), message);
  }

  private long line(String text) throws Exception {
    return 1
        + Files.readAllLines(uses.source("consumer/Chain.java")).stream()
            .takeWhile(line -> !line.contains(text))
            .count();
  }
}
