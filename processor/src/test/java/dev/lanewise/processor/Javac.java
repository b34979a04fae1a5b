package dev.lanewise.processor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A javac with the processor inside, which reads strings and writes to memory. */
public final class Javac {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final List<String> options = new ArrayList<>(List.of("-proc:full"));
  private final List<Processor> observers = new ArrayList<>();
  private LanewiseProcessor processor = new LanewiseProcessor();
  private final List<JavaFileObject> sources = new ArrayList<>();
  private String classPath = System.getProperty("java.class.path");

  /** With {@code --add-modules jdk.incubator.vector}. */
  public static Javac withVectors() {
    return new Javac().option("--add-modules=jdk.incubator.vector");
  }

  /** Adds options as on the command line. */
  public Javac option(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** The same class path without the entry that holds a class. */
  public Javac without(Class<?> type) {
    Path home =
        Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    List<String> entries =
        List.of(classPath.split(File.pathSeparator)).stream()
            .filter(entry -> !Path.of(entry).toAbsolutePath().normalize().equals(home))
            .toList();
    classPath = String.join(File.pathSeparator, entries);
    return this;
  }

  /** Adds a compilation unit; {@code path} is such as {@code pkg/Name.java}. */
  public Javac source(String path, String text) {
    sources.add(
        new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        });
    return this;
  }

  /** With a processor that looks on; it claims no annotation. */
  public Javac observer(Processor observer) {
    observers.add(observer);
    return this;
  }

  /** With a processor of other ops. */
  Javac processor(LanewiseProcessor other) {
    processor = other;
    return this;
  }

  /** Compiles; once. */
  public Result compile() {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (Memory memory = new Memory(compiler.getStandardFileManager(diagnostics, null, null))) {
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("-classpath", classPath));
      JavaCompiler.CompilationTask task =
          compiler.getTask(new StringWriter(), memory, diagnostics, all, null, sources);
      List<Processor> processors = new ArrayList<>(observers);
      processors.add(processor);
      task.setProcessors(processors);
      boolean success = task.call();
      return new Result(
          success, List.copyOf(diagnostics.getDiagnostics()), memory.sources(), memory.classes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What came of it.
   *
   * @param sources generated sources by qualified name
   * @param classes class files by binary name
   */
  public record Result(
      boolean success,
      List<Diagnostic<? extends JavaFileObject>> diagnostics,
      Map<String, String> sources,
      Map<String, byte[]> classes) {

    /** Whether javac has something to say about generated code. */
    public boolean warnsOfGenerated() {
      return diagnostics.stream()
          .filter(d -> d.getKind() != Diagnostic.Kind.NOTE && d.getSource() != null)
          .anyMatch(d -> d.getSource().toUri().getScheme().equals("memory"));
    }

    /** Errors and warnings as {@code line: message}, without what javac itself notes. */
    public List<String> messages() {
      return diagnostics.stream()
          .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
          .map(d -> d.getLineNumber() + ": " + d.getMessage(null))
          .toList();
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Written> written = new TreeMap<>();

    Memory(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      Written file = new Written(name, kind);
      written.put(name + kind.extension, file);
      return file;
    }

    @Override
    public boolean hasLocation(Location location) {
      return location == StandardLocation.CLASS_OUTPUT || super.hasLocation(location);
    }

    Map<String, String> sources() {
      Map<String, String> sources = new TreeMap<>();
      of(JavaFileObject.Kind.SOURCE)
          .forEach(f -> sources.put(f.name, f.bytes.toString(StandardCharsets.UTF_8)));
      return sources;
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new TreeMap<>();
      of(JavaFileObject.Kind.CLASS).forEach(f -> classes.put(f.name, f.bytes.toByteArray()));
      return classes;
    }

    private List<Written> of(JavaFileObject.Kind kind) {
      return written.values().stream().filter(f -> f.getKind() == kind).toList();
    }
  }

  private static final class Written extends SimpleJavaFileObject {
    private final String name;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Written(String name, JavaFileObject.Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
      this.name = name;
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
