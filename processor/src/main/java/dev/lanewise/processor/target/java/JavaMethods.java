package dev.lanewise.processor.target.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.ProgramUnit;
import dev.lanewise.processor.loop.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Drivers, and the kernels they call, as the methods of one class. */
final class JavaMethods {
  /** Emitted name of each kernel: equal kernels share a method, others get names that differ. */
  private final Map<Kernel, String> names = new LinkedHashMap<>();

  /** Parts of drivers that are too long for one method. */
  private final List<MethodSpec> parts = new ArrayList<>();

  JavaMethods(List<Driver> drivers) {
    Set<String> taken = new HashSet<>();
    for (Kernel kernel : ProgramUnit.kernels(drivers)) {
      String name = kernel.name();
      for (int i = 2; !taken.add(name); i++) {
        name = kernel.name() + "_" + i;
      }
      names.put(kernel, name);
    }
  }

  /** Every kernel once, in the order of the calls. */
  List<MethodSpec> kernels() {
    return names.entrySet().stream().map(e -> kernel(e.getKey(), e.getValue())).toList();
  }

  private MethodSpec kernel(Kernel kernel, String name) {
    return method(name, kernel.buffers(), kernel.indices(), kernel.body(), kernel.comment())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .build();
  }

  /** A driver, which calls its {@link #parts} where it is long. */
  MethodSpec.Builder driver(Driver driver) {
    List<List<Stmt>> cut = DriverParts.of(driver.body(), this::length);
    if (cut.size() == 1) {
      return method(
          driver.name(), driver.buffers(), driver.indices(), driver.body(), driver.comment());
    }
    String arguments =
        Stream.concat(driver.buffers().stream().map(Buffer::name), driver.indices().stream())
            .collect(Collectors.joining(", "));
    MethodSpec.Builder whole =
        method(driver.name(), driver.buffers(), driver.indices(), List.of(), driver.comment());
    for (int i = 0; i < cut.size(); i++) {
      String name = driver.name() + "Part" + (i + 1);
      whole.addStatement("$L($L)", name, arguments);
      parts.add(
          method(name, driver.buffers(), driver.indices(), cut.get(i), "")
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .build());
    }
    return whole;
  }

  /** The parts of all drivers so far, each short enough for the JIT. */
  List<MethodSpec> parts() {
    return parts;
  }

  private int length(List<Stmt> body) {
    StringBuilder code = new StringBuilder();
    statements(body.stream().filter(s -> !(s instanceof Stmt.Remark)).toList(), code, "");
    return (int) code.chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  private MethodSpec.Builder method(
      String name, List<Buffer> buffers, List<String> indices, List<Stmt> body, String comment) {
    StringBuilder code = new StringBuilder();
    statements(body, code, "");
    MethodSpec.Builder method = MethodSpec.methodBuilder(name);
    if (!comment.isEmpty()) {
      method.addJavadoc("$L", comment);
    }
    buffers.forEach(
        b -> method.addParameter(ParameterSpec.builder(arrayType(b.dtype()), b.name()).build()));
    indices.forEach(index -> method.addParameter(TypeName.INT, index));
    // By name, so that JavaPoet imports the classes where they are used; those of real vectors come
    // with their species.
    CodeBlock text =
        CodeBlock.builder()
            .addNamed(
                code.toString()
                    .replace("$", "$$")
                    .replace("VectorOperators.", "$operators:T.")
                    .replaceAll("\\bIntVector\\b", "\\$ints:T")
                    .replaceAll("\\bLongVector\\b", "\\$longs:T"),
                Map.of(
                    "operators", vectorClass("VectorOperators"),
                    "ints", vectorClass("IntVector"),
                    "longs", vectorClass("LongVector")))
            .build();
    return method.addCode(text);
  }

  static TypeName arrayType(DType type) {
    return ArrayTypeName.of(
        switch (type) {
          case F32 -> TypeName.FLOAT;
          case F64 -> TypeName.DOUBLE;
          case I32 -> TypeName.INT;
          case I64 -> TypeName.LONG;
        });
  }

  static ClassName vectorClass(String simpleName) {
    return ClassName.get("jdk.incubator.vector", simpleName);
  }

  private void statements(List<Stmt> body, StringBuilder out, String indent) {
    for (Stmt statement : body) {
      out.append(indent);
      switch (statement) {
        case Stmt.For f -> {
          String step = f.step() == 1 ? f.variable() + "++" : f.variable() + " += " + f.step();
          out.append("for (int ")
              .append(f.variable())
              .append(" = ")
              .append(JavaExpressions.index(f.from()))
              .append("; ")
              .append(f.variable())
              .append(" < ")
              .append(JavaExpressions.index(f.to()))
              .append("; ")
              .append(step)
              .append(") {\n");
          statements(f.body(), out, indent + "  ");
          out.append(indent).append("}\n");
        }
        case Stmt.Remark r -> out.append("// ").append(r.text()).append("\n");
        case Stmt.Let l ->
            out.append("int ")
                .append(l.name())
                .append(" = ")
                .append(JavaExpressions.index(l.value()))
                .append(";\n");
        case Stmt.Define d ->
            out.append(JavaExpressions.typeOf(d.register().type()))
                .append(' ')
                .append(d.register().name())
                .append(" = ")
                .append(JavaExpressions.of(d.value()))
                .append(";\n");
        case Stmt.Assign a ->
            out.append(a.register().name())
                .append(" = ")
                .append(JavaExpressions.of(a.value()))
                .append(";\n");
        case Stmt.Store s -> {
          String at = JavaExpressions.index(s.at());
          if (s.value().type().lanes() == 1) {
            out.append(s.buffer().name())
                .append('[')
                .append(at)
                .append("] = ")
                .append(JavaExpressions.of(s.value()))
                .append(";\n");
          } else {
            out.append(JavaExpressions.of(s.value()))
                .append(".intoArray(")
                .append(s.buffer().name())
                .append(", ")
                .append(at)
                .append(");\n");
          }
        }
        case Stmt.Call c ->
            out.append(names.get(c.kernel()))
                .append('(')
                .append(
                    Stream.concat(
                            c.buffers().stream().map(Buffer::name),
                            c.indices().stream().map(JavaExpressions::index))
                        .collect(Collectors.joining(", ")))
                .append(");\n");
        case Stmt.Copy c ->
            out.append("System.arraycopy(")
                .append(c.from().name())
                .append(", ")
                .append(JavaExpressions.index(c.fromAt()))
                .append(", ")
                .append(c.to().name())
                .append(", ")
                .append(JavaExpressions.index(c.toAt()))
                .append(", ")
                .append(JavaExpressions.index(c.count()))
                .append(");\n");
        case Stmt.Clear c -> {
          String from = JavaExpressions.index(c.from());
          out.append("java.util.Arrays.fill(")
              .append(c.buffer().name())
              .append(", ")
              .append(from)
              .append(", ")
              .append(JavaExpressions.index(c.from().plus(c.count())))
              .append(", 0);\n");
        }
      }
    }
  }
}
