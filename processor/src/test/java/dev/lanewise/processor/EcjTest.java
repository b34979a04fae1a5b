package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under the compiler of Eclipse the processor says the same, at the same places. */
class EcjTest {
  @TempDir Path folder;

  @Test
  void aSoundModelIsGeneratedAndCompiled() throws IOException {
    List<String> messages =
        compile(
            """
            @Model(batch = 2)
            interface Tiny {
              @Input(3) Tensor x();
              @ClassLabel(2) Tensor label();
              @Dense(units = 2) @Named("fc") Tensor y(Tensor x);
              @CrossEntropyLoss Tensor loss(Tensor y, Tensor label);
            }
            """,
            VECTORS);
    assertEquals(List.of(), messages);
    assertTrue(Files.exists(folder.resolve("shop/TinyNet.class")));
    assertTrue(Files.exists(folder.resolve("shop/TinyNet512.class")));
  }

  @Test
  void faultsAreReportedWhereTheyStand() throws IOException {
    List<String> messages =
        compile(
            """
            @Model(
                batch = 0)
            interface Faulty {
              @Input({})
              Tensor x();
              @Dense(
                  units = 0)
              Tensor a(Tensor x);
              @Add Tensor b(
                  Tensor q,
                  @From("y") Tensor again);
              @Softmax
              @Dense(units = 1)
              Tensor c(Tensor x);
              @Softmax int d();
            }
            """,
            VECTORS);
    assertEquals(
        List.of(
            "4: [BatchTooSmall]",
            "6: [InputShape]",
            "12: [UnknownNode]",
            "13: [UnknownNode]",
            "15: [SeveralOps]",
            "17: [WrongReturnType]"),
        messages.stream().map(m -> m.replaceFirst("].*", "]")).sorted(EcjTest::byLine).toList());
  }

  @Test
  void faultsOfBlocksAreReportedWhereTheyStand() throws IOException {
    List<String> messages =
        compile(
            """
            @Block
            interface Part {
              @Input Tensor x();
              @Dense(
                  units = 0)
              Tensor y(Tensor x);
            }
            @Block
            interface Ring {
              @Input Tensor x();
              @Use(Ring.class) Tensor y(Tensor x);
            }
            @Model
            interface Faulty {
              @Input(3) Tensor x();
              @Use(Part.class) Tensor a(Tensor x);
              @Use(Part.class) Tensor b(Tensor x);
              @Use(Ring.class) Tensor c(Tensor x);
              @Use(
                  int.class)
              Tensor d(Tensor x);
              @Output @Add Tensor sum(Tensor a, Tensor b, Tensor c, Tensor d);
            }
            """,
            VECTORS);
    assertEquals(
        List.of("7: [DenseUnits]", "13: [BlockCycle]", "22: [NotABlock]"),
        messages.stream().map(m -> m.replaceFirst("].*", "]")).sorted(EcjTest::byLine).toList());
    assertTrue(
        messages.stream().anyMatch(m -> m.endsWith("(used by Faulty.a)")), messages::toString);
  }

  /**
   * Unlike javac it reads all of the JDK's modules from the class path; only java needs the flag.
   */
  @Test
  void theVectorModuleIsThereWithoutAFlag() throws IOException {
    assertEquals(
        List.of(),
        compile("@Model interface Tiny { @Input(3) Tensor x(); @Softmax Tensor y(Tensor x); }"));
  }

  private static int byLine(String a, String b) {
    return Integer.compare(
        Integer.parseInt(a.replaceFirst(":.*", "")), Integer.parseInt(b.replaceFirst(":.*", "")));
  }

  private static final String[] VECTORS = {"--add-modules", "jdk.incubator.vector"};

  /** Errors and warnings as {@code line: message}. This compiler insists on real files. */
  private List<String> compile(String body, String... options) throws IOException {
    Path source = folder.resolve("Example.java");
    Files.writeString(source, "package shop;\nimport dev.lanewise.annotations.*;\n" + body);
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of(
            "-source", "25", "-target", "25", "-d", folder.toString(), "-s", folder.toString()));
    all.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    EclipseCompiler compiler = new EclipseCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              new StringWriter(), files, diagnostics, all, null, files.getJavaFileObjects(source));
      task.setProcessors(List.of(new LanewiseProcessor()));
      task.call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(d -> d.getKind() == Kind.ERROR || d.getKind() == Kind.WARNING)
        .map(d -> d.getLineNumber() + ": " + d.getMessage(null))
        .toList();
  }
}
