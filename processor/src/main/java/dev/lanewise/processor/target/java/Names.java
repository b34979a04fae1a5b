package dev.lanewise.processor.target.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.lanewise.processor.loop.ModelUnit;
import dev.lanewise.processor.loop.Target;
import java.util.List;
import java.util.stream.Collectors;

/** Names that the classes of a model share, and those of the runtime they call. */
record Names(ModelUnit model) {
  String packageName() {
    return model.packageName();
  }

  /** The class the user sees. */
  ClassName facade() {
    return ClassName.get(packageName(), model.name() + "Net");
  }

  /** What the facade and the classes of the widths agree on. */
  ClassName code() {
    return facade().nestedClass("Code");
  }

  ClassName program(Target target) {
    return ClassName.get(packageName(), model.name() + "Net" + target.bits());
  }

  TypeName reals() {
    return JavaMethods.arrayType(model.real());
  }

  static ClassName spi(String simpleName) {
    return ClassName.get("dev.lanewise.runtime.program", simpleName);
  }

  static AnnotationSpec generated() {
    return AnnotationSpec.builder(spi("Generated")).build();
  }

  /** {@code new int[] {1, 2}}. */
  static CodeBlock ints(List<Integer> values) {
    return CodeBlock.of(
        "new int[] {$L}", values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }
}
