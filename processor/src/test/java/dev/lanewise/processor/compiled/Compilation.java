package dev.lanewise.processor.compiled;

import dev.lanewise.processor.Javac;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Models compiled in memory, several in one run of javac, with verifiers on. */
public final class Compilation {
  /** Every width that a model is compiled for. */
  public static final List<Integer> WIDTHS = List.of(512, 256, 128, 0);

  private static final String IMPORTS =
      """
      import dev.lanewise.annotations.*;
      import static dev.lanewise.annotations.ActivationFunction.*;
      """;
  private static final Pattern NAME = Pattern.compile("(?:interface|class) (\\w+)");

  private final Map<String, Model> models;
  private final Javac.Result result;

  private Compilation(Map<String, Model> models, Javac.Result result) {
    this.models = models;
    this.result = result;
  }

  /**
   * Compiles interfaces of the unnamed package.
   *
   * @param interfaces their sources without imports, names all different; a class may be among them
   * @throws IllegalArgumentException if anything is reported
   */
  public static Compilation of(List<String> interfaces) {
    Frontends frontends = new Frontends();
    Javac javac = Javac.withVectors().observer(frontends);
    javac.option("-Alanewise.verify", "-Alanewise.debug", "-parameters");
    // All that users may have switched on: generated code gives no warning.
    javac.option("-Xlint:all,-incubating,-processing");
    for (String text : interfaces) {
      javac.source(name(text) + ".java", IMPORTS + text);
    }
    Javac.Result result = javac.compile();
    if (!result.success() || result.warnsOfGenerated()) {
      throw new IllegalArgumentException(
          String.join("\n", result.messages()) + "\n" + String.join("\n", interfaces));
    }
    return new Compilation(frontends.models(), result);
  }

  /** What the frontend makes of interfaces, by model; nothing is compiled further. */
  public static Map<String, Graph> graphs(List<String> interfaces) {
    Frontends frontends = new Frontends();
    Javac javac = new Javac().option("-proc:only", "-Alanewise.bits=0").observer(frontends);
    interfaces.forEach(text -> javac.source(name(text) + ".java", IMPORTS + text));
    Javac.Result result = javac.compile();
    if (!result.success()) {
      throw new IllegalArgumentException(String.join("\n", result.messages()));
    }
    Map<String, Graph> graphs = new LinkedHashMap<>();
    frontends.models().forEach((name, model) -> graphs.put(name, model.graph()));
    return graphs;
  }

  /** Compiles one interface or a few. */
  public static Compilation of(String... interfaces) {
    return of(List.of(interfaces));
  }

  private static String name(String text) {
    Matcher matcher = NAME.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no type in " + text);
    }
    return matcher.group(1);
  }

  /** The names of the models. */
  public List<String> names() {
    return new ArrayList<>(models.keySet());
  }

  /** The frontend's result. */
  public Model model(String name) {
    return models.get(name);
  }

  /** The forward pass as the frontend wrote it. */
  public Graph graph(String name) {
    return models.get(name).graph();
  }

  /** Generated sources by class name. */
  public Map<String, String> sources() {
    return result.sources();
  }

  /** Class files by binary name. */
  public Map<String, byte[]> classes() {
    return result.classes();
  }

  /** A network with weights from seed 1, in classes of its own that run at a width. */
  public Net net(String name, int bits) {
    return Net.create(new Loader(result.classes()), name + "Net", bits);
  }

  /** Writes the class files below a folder, for the class path of another JVM. */
  public Path write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : result.classes().entrySet()) {
      Files.write(folder.resolve(file.getKey() + ".class"), file.getValue());
    }
    return folder;
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(Compilation.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
