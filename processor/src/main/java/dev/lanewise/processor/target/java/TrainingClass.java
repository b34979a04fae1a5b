package dev.lanewise.processor.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.ModelUnit;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The nested class {@code Training}: the arrays of a trainer, and calls into the program's phases.
 */
final class TrainingClass {
  private final ModelUnit model;
  private final Names names;

  TrainingClass(ModelUnit model, Names names) {
    this.model = model;
    this.names = names;
  }

  TypeSpec type() {
    String element = JavaExpressions.scalarType(model.real());
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Training")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(Names.spi("TrainingProgram"))
            .addJavadoc("One trainer's workspace.\n")
            .addField(names.reals(), "weights", Modifier.PRIVATE, Modifier.FINAL)
            .addField(array(names.reals(), "grads", "new " + element + "[PROGRAM.master().size()]"))
            .addField(array(names.reals(), "arena", "new " + element + "[PROGRAM.trainArena()]"));
    for (ModelUnit.Input input : model.inputs()) {
      DType dtype = input.buffer().dtype();
      int size = Math.multiplyExact(model.batch(), input.width());
      type.addField(
          array(
              JavaMethods.arrayType(dtype),
              input.buffer().name(),
              "new " + JavaExpressions.scalarType(dtype) + "[" + size + "]"));
    }
    String inputs =
        model.inputs().stream().map(i -> i.buffer().name()).collect(Collectors.joining(", "));
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(names.facade(), "net")
            .addStatement("weights = ($T) net.masterWeights()", names.reals())
            .build());
    type.addMethod(method("batch", TypeName.INT).addStatement("return $L", model.batch()).build());
    type.addMethod(method("phases", TypeName.INT).addStatement("return PROGRAM.phases()").build());
    type.addMethod(
        method("items", TypeName.INT)
            .addParameter(TypeName.INT, "phase")
            .addParameter(TypeName.INT, "rows")
            .addStatement("return PROGRAM.items(phase, rows)")
            .build());
    type.addMethod(
        method("run", TypeName.VOID)
            .addParameter(TypeName.INT, "phase")
            .addParameter(TypeName.INT, "from")
            .addParameter(TypeName.INT, "to")
            .addParameter(TypeName.INT, "rows")
            .addParameter(TypeName.INT, "key")
            .addStatement(
                "PROGRAM.train(phase, weights, grads, arena, $L, rows, from, to, key)", inputs)
            .build());
    type.addMethod(
        method("loss", TypeName.DOUBLE)
            .addParameter(TypeName.INT, "rows")
            .addStatement("return PROGRAM.loss(arena)")
            .build());
    type.addMethod(input());
    type.addMethod(
        method("weights", TypeName.get(Object.class)).addStatement("return weights").build());
    type.addMethod(
        method("gradients", TypeName.get(Object.class)).addStatement("return grads").build());
    return type.addMethods(states()).build();
  }

  /** What stays in the arena from one step to the next, where anything does. */
  private List<MethodSpec> states() {
    List<String> states = model.programs().getFirst().train().orElseThrow().states();
    if (states.isEmpty()) {
      return List.of();
    }
    CodeBlock list =
        states.stream().map(name -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(", "));
    TypeName strings = ParameterizedTypeName.get(List.class, String.class);
    return List.of(
        method("states", strings).addStatement("return $T.of($L)", List.class, list).build(),
        method("memory", TypeName.get(Object.class)).addStatement("return arena").build());
  }

  private MethodSpec input() {
    CodeBlock.Builder code = CodeBlock.builder().add("return switch (index) {\n$>");
    for (int i = 0; i < model.inputs().size(); i++) {
      code.add("case $L -> $L;\n", i, model.inputs().get(i).buffer().name());
    }
    code.add("default -> throw new $T(index);\n$<};\n", IndexOutOfBoundsException.class);
    return method("input", TypeName.get(Object.class))
        .addParameter(TypeName.INT, "index")
        .addCode(code.build())
        .build();
  }

  private static MethodSpec.Builder method(String name, TypeName result) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(result);
  }

  private static FieldSpec array(TypeName type, String name, String value) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
        .initializer(value)
        .build();
  }
}
