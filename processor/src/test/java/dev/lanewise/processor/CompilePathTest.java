package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.annotations.Tensor;
import dev.lanewise.runtime.Network;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the processor says where the generated code would not compile. */
class CompilePathTest {
  private static final Pattern ID = Pattern.compile("^\\d+: \\[\\w+]");
  private static final String MODEL =
      """
      package shop;
      import dev.lanewise.annotations.*;

      @Model
      interface Tiny {
        @Input(3) Tensor x();
        @Activation(ActivationFunction.RELU) Tensor y(Tensor x);
      }
      """;

  @Test
  void withoutTheVectorModuleTheWayOutIsShown() {
    List<String> messages = new Javac().source("shop/Tiny.java", MODEL).compile().messages();
    assertEquals(List.of("4: [VectorModuleMissing]"), ids(messages));
    for (String line :
        List.of(
            "<arg>--add-modules=jdk.incubator.vector</arg>",
            "options.compilerArgs",
            "requires dev.lanewise.runtime;",
            "-Alanewise.bits=0")) {
      assertTrue(messages.getFirst().contains(line), messages.getFirst());
    }
  }

  @Test
  void theScalarTwinNeedsNoVectorModule() {
    Javac javac = new Javac().option("-Alanewise.bits=0").source("shop/Tiny.java", MODEL);
    assertEquals(List.of(), javac.compile().messages());
  }

  @Test
  void theReleaseOptionBringsTheModule() {
    Javac javac = new Javac().option("--release", "25", "-Xlint:-incubating");
    assertEquals(List.of(), javac.source("shop/Tiny.java", MODEL).compile().messages());
  }

  @Test
  void withoutTheRuntimeTheDependencyIsNamed() {
    Javac javac = new Javac().without(Network.class).option("-Alanewise.bits=0");
    List<String> messages = javac.source("shop/Tiny.java", MODEL).compile().messages();
    assertEquals(List.of("4: [RuntimeMissing]"), ids(messages));
    assertTrue(messages.getFirst().contains("<artifactId>lanewise-runtime</artifactId>"));
  }

  @Test
  void bothAreReportedInOneCompile() {
    Javac javac = new Javac().without(Network.class).source("shop/Tiny.java", MODEL);
    assertEquals(
        List.of("4: [RuntimeMissing]", "4: [VectorModuleMissing]"),
        ids(javac.compile().messages()));
  }

  @Test
  void aModuleReadsTheVectorApiThroughTheRuntime() {
    assertEquals(List.of(), inModule("requires dev.lanewise.runtime;"));
  }

  @Test
  void aModuleWithoutTheRuntimeIsToldOneThing() {
    assertEquals(List.of("4: [RuntimeMissing]"), inModule(""));
  }

  /** The class path is as it is: a build puts there what the descriptor forgets. */
  private static List<String> inModule(String requires) {
    String descriptor =
        "module shop { requires static dev.lanewise.annotations; " + requires + " }";
    Javac javac =
        new Javac()
            .option("-Xlint:-incubating", "--module-path")
            .option(home(Tensor.class) + File.pathSeparator + home(Network.class))
            .source("module-info.java", descriptor)
            .source("shop/Tiny.java", MODEL);
    return ids(javac.compile().messages());
  }

  private static Path home(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static List<String> ids(List<String> messages) {
    return messages.stream()
        .map(m -> ID.matcher(m).results().map(r -> r.group()).findFirst().orElse(m))
        .toList();
  }
}
