package dev.lanewise.processor.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Target;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The constants that hold a class's species: literals, because its width never changes. */
final class Species {
  private Species() {}

  /** Those that the kernels mention, of real numbers and of their bit patterns. */
  static List<FieldSpec> fields(Target target, DType real, List<MethodSpec> kernels) {
    if (target.isScalar()) {
      return List.of();
    }
    String code = kernels.toString();
    return Stream.of(real, real.bitPattern())
        .filter(lane -> code.matches("(?s).*\\(" + JavaExpressions.species(lane) + "[,)].*"))
        .map(lane -> field(target, lane))
        .toList();
  }

  private static FieldSpec field(Target target, DType lane) {
    ClassName vector = JavaMethods.vectorClass(JavaExpressions.vectorType(lane));
    ClassName boxed =
        ClassName.get(
            "java.lang",
            switch (lane) {
              case F32 -> "Float";
              case F64 -> "Double";
              case I32 -> "Integer";
              case I64 -> "Long";
            });
    TypeName species = ParameterizedTypeName.get(JavaMethods.vectorClass("VectorSpecies"), boxed);
    return FieldSpec.builder(
            species,
            JavaExpressions.species(lane),
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("$T.SPECIES_$L", vector, target.bits())
        .build();
  }
}
