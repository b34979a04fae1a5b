package dev.lanewise.processor.target.java;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.loop.ModelUnit;
import dev.lanewise.processor.loop.ProgramUnit;
import java.util.LinkedHashMap;
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

  private static void put(Map<String, String> files, Names names, TypeSpec type) {
    JavaFile file =
        JavaFile.builder(names.packageName(), type).indent("  ").skipJavaLangImports(true).build();
    String prefix = names.packageName().isEmpty() ? "" : names.packageName() + ".";
    files.put(prefix + type.name(), file.toString());
  }
}
