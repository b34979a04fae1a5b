package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Whether the code that is generated for a model will find what it stands on. */
public final class CompilePath {
  private static final String RUNTIME_MISSING =
      """
      the generated class needs dev.lanewise.runtime, which is not on the compile path. Add
        Maven:   <dependency>
                   <groupId>dev.lanewise</groupId>
                   <artifactId>lanewise-runtime</artifactId>
                 </dependency>
        Gradle:  implementation("dev.lanewise:lanewise-runtime:VERSION")
      and in a named module
        module-info.java:  requires dev.lanewise.runtime;\
      """;

  private static final String VECTOR_MODULE_MISSING =
      """
      the generated class needs the module jdk.incubator.vector, which is not read here. Add
        Maven:   <compilerArgs>   in the <configuration> of maven-compiler-plugin
                   <arg>--add-modules=jdk.incubator.vector</arg>
                 </compilerArgs>
        Gradle:  tasks.withType<JavaCompile> {
                   options.compilerArgs.add("--add-modules=jdk.incubator.vector")
                 }
      and run with: java --add-modules jdk.incubator.vector. Or write a
        module-info.java:  requires dev.lanewise.runtime;
      which reads it and needs no flag. -Alanewise.bits=0 generates plain Java, which needs neither.\
      """;

  private final Elements elements;
  private final TypeElement model;
  private final SourceOrigin origin;

  /**
   * The path of a model.
   *
   * @param origin the model's annotation, where a fault is reported
   */
  public CompilePath(Elements elements, TypeElement model, SourceOrigin origin) {
    this.elements = elements;
    this.model = model;
    this.origin = origin;
  }

  /**
   * Reports what is missing.
   *
   * @param vectors whether the generated code uses the Vector API
   */
  public void check(boolean vectors, Diagnostics diagnostics) {
    boolean runtime = sees("dev.lanewise.runtime.Network");
    if (!runtime) {
      diagnostics.error(origin, "RuntimeMissing", RUNTIME_MISSING);
    }
    // A named module reads the Vector API through the runtime: without it, one message is enough.
    boolean told = !runtime && isNamedModule();
    if (vectors && !told && !sees("jdk.incubator.vector.FloatVector")) {
      diagnostics.error(origin, "VectorModuleMissing", VECTOR_MODULE_MISSING);
    }
  }

  /** A named module cannot read the class path, though javac finds types there for it. */
  private boolean sees(String name) {
    ModuleElement module = elements.getModuleOf(model);
    if (module == null) {
      return elements.getTypeElement(name) != null;
    }
    TypeElement type = elements.getTypeElement(module, name);
    return type != null && (module.isUnnamed() || !elements.getModuleOf(type).isUnnamed());
  }

  private boolean isNamedModule() {
    ModuleElement module = elements.getModuleOf(model);
    return module != null && !module.isUnnamed();
  }
}
