package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Ops;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between javac and the compiler. */
class LanewiseProcessorTest {
  private static final String MODEL =
      """
      package shop;
      import dev.lanewise.annotations.*;
      class Outer {
        @Model(batch = 2)
        public interface Tiny {
          @Input(3) Tensor x();
          @Activation(ActivationFunction.RELU) Tensor y(Tensor x);
        }
      }
      """;

  @Test
  void theClassOfANestedModelJoinsTheNames() {
    Javac.Result result = quiet().source("shop/Outer.java", MODEL).compile();
    assertEquals(List.of(), result.messages());
    assertTrue(result.success());
    assertTrue(
        result.sources().containsKey("shop.Outer_TinyNet"), result.sources().keySet()::toString);
  }

  @Test
  void namesThatGeneratedCodeUsesItselfAreFree() {
    String model =
        """
        import dev.lanewise.annotations.*;
        @Model
        interface Names {
          @Input(3) Tensor rows();
          @Input(3) Tensor arena();
          @Input(3) Tensor weights();
          @Input(3) Tensor first();
          @Input(3) Tensor inputs();
          @Input(3) Tensor predictor();
          @Input(3) Tensor X();
          @Label(3) Tensor loss();
          @ClassLabel(3) Tensor items();
          @Add Tensor batch(
              Tensor rows, Tensor arena, Tensor weights, Tensor first, Tensor inputs,
              Tensor predictor, Tensor X);
          @Output @Dense(units = 3) Tensor outputs(Tensor batch);
          @Output @Dense(units = 3) Tensor results(Tensor batch);
          @Output @Dense(units = 3) Tensor gradients(Tensor batch);
          @CrossEntropyLoss Tensor run(Tensor outputs, Tensor items);
          @MeanSquaredErrorLoss Tensor phases(Tensor results, Tensor loss);
        }
        """;
    Javac.Result result = quiet().source("Names.java", model).compile();
    assertEquals(List.of(), result.messages());
    assertTrue(result.success());
  }

  @Test
  void twoRunsGiveTheSameBytes() {
    Javac.Result first = quiet().source("shop/Outer.java", MODEL).compile();
    Javac.Result second = quiet().source("shop/Outer.java", MODEL).compile();
    assertEquals(first.sources(), second.sources());
    assertEquals(first.classes().keySet(), second.classes().keySet());
  }

  @Test
  void strictUsersSeeNoWarning() {
    Javac javac = Javac.withVectors().option("-Xlint:all,-incubating,-path,-classfile", "-Werror");
    Javac.Result result = javac.source("shop/Outer.java", MODEL).compile();
    assertEquals(List.of(), result.messages());
    assertTrue(result.success());
  }

  @Test
  void aBadOptionIsReportedOnceWithoutAPlace() {
    Javac javac = quiet().option("-Alanewise.bits=64").source("shop/Outer.java", MODEL);
    assertEquals(
        List.of(
            "-1: [BadOption] -Alanewise.bits takes widths among 512, 256, 128 and 0, found \"64\""),
        javac.compile().messages());
  }

  @Test
  void aDumpThatCannotBeWrittenIsNoInternalError(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "a file");
    Javac javac = quiet().option("-Alanewise.dump=" + file).source("shop/Outer.java", MODEL);
    List<String> messages = javac.compile().messages();
    assertEquals(1, messages.size(), messages::toString);
    assertTrue(
        messages.getFirst().startsWith("4: [CannotWrite] cannot write: "), messages::toString);
  }

  @Test
  void anInternalErrorNamesThePassAndHidesTheTrace() {
    String text = crash(new CompilerException("fuse", new IllegalStateException("no such tile")));
    assertTrue(
        text.startsWith(
            "4: [InternalError] internal error after pass fuse:"
                + " java.lang.IllegalStateException: no such tile"),
        text);
    assertTrue(text.contains("-Alanewise.dump=DIR"), text);
    assertFalse(text.contains("\tat "), text);
  }

  @Test
  void anInternalErrorOfAPassNamesTheDumpThatHoldsTheOnesBefore(@TempDir Path folder) {
    Room broken =
        new Room() {
          @Override
          public String annotation() {
            return "Activation";
          }

          @Override
          public Value parse(Layer layer) {
            return layer.add(layer.name(), new BrokenOp(), List.of(layer.input(0))).result();
          }
        };
    List<Room> rooms = new ArrayList<>(Ops.ROOMS);
    rooms.replaceAll(room -> room.annotation().equals("Activation") ? broken : room);
    Path dump = folder.resolve("dump");
    String text =
        internalError(
            quiet()
                .option("-Alanewise.dump=" + dump)
                .processor(new LanewiseProcessor(rooms))
                .source("shop/Outer.java", MODEL));
    assertTrue(
        text.contains("internal error after pass 512-bits/40-choose-algorithms-latency:"), text);
    assertTrue(text.contains(dump + " shows the graph after each pass"), text);
    assertTrue(Files.exists(dump.resolve("Outer_Tiny/30-fuse-latency.txt")));
  }

  /** What no pass before the choice of algorithms asks is sound. */
  private record BrokenOp() implements Op {
    @Override
    public String mnemonic() {
      return "broken";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return inputs;
    }
  }

  @Test
  void anInternalErrorShowsTheTraceOnRequest() {
    String text = crash(new IllegalStateException("no value"), "-Alanewise.debug");
    assertTrue(text.startsWith("4: [InternalError] internal error outside of the passes:"), text);
    assertTrue(text.contains("\tat dev.lanewise.processor.LanewiseProcessorTest"), text);
  }

  @Test
  void theCardIsANoteAtTheModelOnRequest() {
    assertEquals(List.of(), notes(quiet().source("shop/Outer.java", MODEL).compile()));
    Javac javac = quiet().option("-Alanewise.card").source("shop/Outer.java", MODEL);
    List<String> notes = notes(javac.compile());
    assertEquals(1, notes.size(), notes::toString);
    List<String> lines = notes.getFirst().lines().map(String::strip).toList();
    assertEquals("4: Outer_Tiny, batch 2, f32", lines.getFirst());
    assertTrue(lines.contains("y      relu x        3                  3  elementwise"));
    assertEquals("bytes: weights 0, a predictor 304 (512 bits)", lines.getLast());
  }

  private static List<String> notes(Javac.Result result) {
    return result.diagnostics().stream()
        .filter(said -> said.getKind() == Diagnostic.Kind.NOTE)
        .map(said -> said.getLineNumber() + ": " + said.getMessage(null))
        .toList();
  }

  @Test
  void whatJavacFindsItselfIsNotSaidTwice() {
    String model =
        """
        import dev.lanewise.annotations.*;
        @Model
        interface Broken {
          @Input(3) Tensor x();
          %s
        }
        """;
    for (String node :
        List.of(
            "@Dens(units = 3) Tensor y(Tensor x);",
            "@Dense Tensor y(Tensor x);",
            "@Dense(units = \"3\") Tensor y(Tensor x);",
            "@Dense(units = 3, bios = true) Tensor y(Tensor x);",
            "@Dense(units = UNITS) Tensor y(Tensor x);",
            "@Activation(ActivationFunction.REL) Tensor y(Tensor x);",
            "@Activation(3) Tensor y(Tensor x);",
            "@Softmax Tensr y(Tensor x);",
            "@Softmax Tensor y(Tensr x);",
            "@Input({3, \"x\"}) Tensor y();",
            "@Dense(units = 3) @Dense(units = 4) Tensor y(Tensor x);",
            "@Dense(units = 3) @Named(7) Tensor y(Tensor x);",
            "@Softmax Tensor y(@From Tensor x);")) {
      Javac.Result result = quiet().source("Broken.java", model.formatted(node)).compile();
      assertFalse(result.success(), node);
      assertEquals(
          List.of(), result.messages().stream().filter(m -> m.contains(": [")).toList(), node);
    }
  }

  @Test
  void compilersAndGradleFindTheProcessor() throws IOException {
    String name = LanewiseProcessor.class.getName();
    assertEquals(name, resource("META-INF/services/javax.annotation.processing.Processor"));
    assertEquals(
        name + ",isolating", resource("META-INF/gradle/incremental.annotation.processors"));
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = LanewiseProcessor.class.getResourceAsStream("/" + path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void everyAnnotationOfOursIsClaimed() {
    LanewiseProcessor processor = new LanewiseProcessor();
    assertTrue(processor.getSupportedAnnotationTypes().contains("dev.lanewise.annotations.*"));
    assertEquals(Options.NAMES, processor.getSupportedOptions());
  }

  private static Javac quiet() {
    return Javac.withVectors().option("-Xlint:-incubating");
  }

  private static String crash(RuntimeException fault, String... options) {
    Room room =
        new Room() {
          @Override
          public String annotation() {
            return "Input";
          }

          @Override
          public int minInputs() {
            return 0;
          }

          @Override
          public Value parse(Layer layer) {
            throw fault;
          }
        };
    Javac javac = quiet().option(options).processor(new LanewiseProcessor(List.of(room)));
    return internalError(javac.source("shop/Outer.java", MODEL));
  }

  private static String internalError(Javac javac) {
    List<String> messages = javac.compile().messages();
    assertEquals(1, messages.stream().filter(m -> m.contains("[InternalError]")).count());
    return messages.stream().filter(m -> m.contains("[InternalError]")).findFirst().orElseThrow();
  }
}
