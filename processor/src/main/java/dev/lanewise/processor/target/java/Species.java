package dev.lanewise.processor.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Target;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** A class's constants: its species, which never change, and the order of lanes when they zip. */
final class Species {
  static final String ZIP_LOWER = "ZIP_LOWER";
  static final String ZIP_UPPER = "ZIP_UPPER";

  private Species() {}

  /** Those that the kernels mention, of real numbers and of their bit patterns. */
  static List<FieldSpec> fields(Target target, DType real, List<MethodSpec> kernels) {
    if (target.isScalar()) {
      return List.of();
    }
    String code = kernels.toString();
    Stream<FieldSpec> species =
        Stream.of(real, real.bitPattern())
            .filter(lane -> code.matches("(?s).*\\(" + JavaExpressions.species(lane) + "[,)].*"))
            .map(lane -> field(target, lane));
    Stream<FieldSpec> zips =
        code.contains(ZIP_LOWER)
            ? Stream.of(zip(target, real, ZIP_LOWER, 0), zip(target, real, ZIP_UPPER, 1))
            : Stream.of();
    return Stream.concat(species, zips).toList();
  }

  /** A shuffle of two vectors, or at 512 bits the vector of indices that selects from both. */
  private static FieldSpec zip(Target target, DType real, String name, int part) {
    boolean selects = target.bits() == 512;
    ClassName vector = JavaMethods.vectorClass(JavaExpressions.vectorType(real));
    ClassName shuffle = JavaMethods.vectorClass("VectorShuffle");
    CodeBlock zip =
        CodeBlock.of("$T.makeZip($L, $L)", shuffle, JavaExpressions.species(real), part);
    return constant(
        selects ? vector : ParameterizedTypeName.get(shuffle, boxed(real)),
        name,
        selects ? CodeBlock.of("($T) $L.toVector()", vector, zip) : zip);
  }

  private static FieldSpec field(Target target, DType lane) {
    ClassName vector = JavaMethods.vectorClass(JavaExpressions.vectorType(lane));
    return constant(
        ParameterizedTypeName.get(JavaMethods.vectorClass("VectorSpecies"), boxed(lane)),
        JavaExpressions.species(lane),
        CodeBlock.of("$T.SPECIES_$L", vector, target.bits()));
  }

  private static ClassName boxed(DType lane) {
    return ClassName.get(
        "java.lang",
        switch (lane) {
          case F32 -> "Float";
          case F64 -> "Double";
          case I32 -> "Integer";
          case I64 -> "Long";
        });
  }

  private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }
}
