package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.JavaFile;
import dev.lanewise.annotations.Model;
import dev.lanewise.runtime.Network;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/**
 * A user's project, built as users do: sources of {@code src/test/resources/consumers}, the real
 * compilers with their real options, and a JVM of its own to run in.
 *
 * @param directory holds {@code sources}, {@code generated} and {@code classes}
 */
record Consumer(Path directory) {
  /** What a consumer compiles and runs against. */
  static final String LIBRARIES = path(Model.class, Network.class);

  /** What Maven puts on the processor path: the processor and what it depends on. */
  static final String PROCESSOR = path(LanewiseProcessor.class, JavaFile.class);

  /** What a compiler or a program left. */
  record Result(int exitCode, String output) {
    /** The output, if all went well. */
    String success() {
      assertEquals(0, exitCode, output);
      return output;
    }
  }

  /** A project of the sources of these parts, in an empty directory. */
  static Consumer of(Path directory, String... parts) throws Exception {
    Path sources = Files.createDirectory(directory.resolve("sources"));
    for (String part : parts) {
      Path root = Path.of(Consumer.class.getResource("/consumers/" + part).toURI());
      for (Path file : files(root)) {
        Path copy = sources.resolve(root.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.createDirectory(directory.resolve("generated"));
    return new Consumer(directory);
  }

  /** Compiles all with javac, the very tool behind {@code bin/javac}. */
  Result javac(String... options) throws IOException {
    return javac(files(directory.resolve("sources")), options);
  }

  /** Compiles one source with javac, as an incremental build does. */
  Result javacAlone(String source, String... options) throws IOException {
    return javac(List.of(source(source)), options);
  }

  private Result javac(List<Path> files, String... options) throws IOException {
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    int exitCode = javac.run(writer, writer, arguments(files, options));
    return new Result(exitCode, output.toString());
  }

  /** Compiles all with Eclipse's compiler. */
  Result ecj(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("-cp", path(BatchCompiler.class)));
    command.addAll(List.of("org.eclipse.jdt.internal.compiler.batch.Main", "--release", "25"));
    command.addAll(List.of(arguments(files(directory.resolve("sources")), options)));
    return java(command.toArray(String[]::new));
  }

  private String[] arguments(List<Path> files, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-d", classes(), "-s", directory.resolve("generated").toString()));
    files.forEach(file -> arguments.add(file.toString()));
    return arguments.toArray(String[]::new);
  }

  /** A source by its path, such as {@code consumer/Xor.java}. */
  Path source(String path) {
    return directory.resolve("sources").resolve(path);
  }

  /** Changes a source. */
  void edit(String path, String from, String to) throws IOException {
    String text = Files.readString(source(path));
    assertTrue(text.contains(from), text);
    Files.writeString(source(path), text.replace(from, to));
  }

  /** Takes what was generated so far for sources of the user's own. */
  void adoptGenerated() throws IOException {
    Files.move(directory.resolve("generated"), directory.resolve("sources/generated"));
    Files.createDirectory(directory.resolve("generated"));
  }

  /** Runs Java; the options end with the class or the module. */
  Result java(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(options));
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path output = directory.resolve("output");
    int exitCode =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    return new Result(exitCode, Files.readString(output));
  }

  /** The consumer's own classes. */
  String classes() {
    return directory.resolve("classes").toString();
  }

  /** The class path, or the module path, of the finished program. */
  String program() {
    return classes() + File.pathSeparator + LIBRARIES;
  }

  /** All that was generated and compiled, by name; ISO 8859-1 keeps any two bytes apart. */
  Map<String, String> products() throws IOException {
    Map<String, String> products = new TreeMap<>();
    for (String root : List.of("generated", "classes")) {
      for (Path file : files(directory.resolve(root))) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        products.put(directory.relativize(file).toString(), bytes);
      }
    }
    return products;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String path(Class<?>... classes) {
    return Stream.of(classes)
        .map(Consumer::origin)
        .map(origin -> Path.of(origin).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The jar or the directory that a class was loaded from. */
  private static URI origin(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
