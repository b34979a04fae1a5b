package dev.lanewise.processor.target.java;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.ModelUnit;
import dev.lanewise.processor.loop.ProgramUnit;
import dev.lanewise.processor.loop.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Emits a model as Java: a facade that the user sees, and a class of kernels for each width. */
public final class JavaTarget {
  private JavaTarget() {}

  /** Texts of the classes by qualified name. */
  public static Map<String, String> emit(ModelUnit model) {
    Map<String, String> files = new LinkedHashMap<>();
    Names names = new Names(model);
    put(files, names, new Facade(model, names).type());
    for (ProgramUnit program : model.programs()) {
      put(files, names, new ProgramClass(model, names, program).type());
    }
    return files;
  }

  /**
   * Emits drivers by themselves, as public static methods of a public class: for tests and
   * measurements of loop IR that no model stands behind.
   *
   * @param real the element type of vectors
   */
  public static String emit(
      String packageName, String className, Target target, DType real, List<Driver> drivers) {
    return text(packageName, DriverClass.type(className, target, real, drivers));
  }

  private static void put(Map<String, String> files, Names names, TypeSpec type) {
    String prefix = names.packageName().isEmpty() ? "" : names.packageName() + ".";
    files.put(prefix + type.name(), text(names.packageName(), type));
  }

  private static String text(String packageName, TypeSpec type) {
    return JavaFile.builder(packageName, type)
        .indent("  ")
        .skipJavaLangImports(true)
        .build()
        .toString();
  }
}
