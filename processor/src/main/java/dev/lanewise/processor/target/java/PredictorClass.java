package dev.lanewise.processor.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.ModelUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The nested class {@code Predictor}: an arena, and checks that name what does not fit. */
final class PredictorClass {
  private final ModelUnit model;
  private final Names names;

  PredictorClass(ModelUnit model, Names names) {
    this.model = model;
    this.names = names;
  }

  /** What a single sample has of an input. */
  static TypeName typeOfOne(ModelUnit.Input input) {
    return input.isNumber() ? TypeName.INT : JavaMethods.arrayType(input.buffer().dtype());
  }

  TypeSpec type() {
    TypeSpec.Builder type = base();
    for (ModelUnit.Input input : model.predictInputs()) {
      if (input.isSteps()) {
        type.addField(
            FieldSpec.builder(int[].class, input.buffer().name(), Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new int[1]")
                .build());
      }
    }
    return type.build();
  }

  private TypeSpec.Builder base() {
    return TypeSpec.classBuilder("Predictor")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addSuperinterface(Names.spi("BatchPredictor"))
        .addJavadoc("Predicts without allocation. It belongs to one thread.\n")
        .addField(names.facade(), "net", Modifier.PRIVATE, Modifier.FINAL)
        .addField(names.reals(), "arena", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(names.facade(), "net")
                .addStatement("this.net = net")
                .addStatement(
                    "this.arena = ($T) net.newArena(PROGRAM.predictArena())", names.reals())
                .build())
        .addMethod(one())
        .addMethod(batch())
        .addMethod(untyped())
        .addMethod(
            MethodSpec.methodBuilder("batch")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addStatement("return $L", model.batch())
                .build());
  }

  private MethodSpec one() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("predict")
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc(
                "Predicts one sample.\n\n$L@throws IllegalArgumentException if an array has another length; it"
                    + " names the array\n",
                documentation(""));
    for (ModelUnit.Input input : model.predictInputs()) {
      method.addParameter(typeOfOne(input), input.buffer().name());
    }
    outputs().forEach(s -> method.addParameter(names.reals(), s.buffer().name()));
    for (Slot slot : slots()) {
      if (slot.steps()) {
        continue;
      }
      method.beginControlFlow("if ($L.length != $L)", slot.buffer().name(), slot.width());
      method.addStatement(
          "$T.exactLength($S, $S, $L, $L.length)",
          Names.spi("Check"),
          model.name(),
          slot.name(),
          Names.ints(slot.shape()),
          slot.buffer().name());
      method.endControlFlow();
    }
    for (Slot slot : inputs()) {
      if (slot.steps()) {
        method.addStatement("this.$1L[0] = $1L", slot.buffer().name());
      }
    }
    checkInts(method, "", "this.");
    return method
        .addStatement(
            "PROGRAM.predictOne(($T) net.latencyWeights(), arena, $L)",
            names.reals(),
            arguments(slots(), "this."))
        .build();
  }

  private MethodSpec batch() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("predict")
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc(
                "Predicts {@code rows} samples, at most $L.\n\n$L@throws IllegalArgumentException if an array is"
                    + " too short, or there are too many rows\n",
                model.batch(),
                documentation(" a sample"));
    List<Slot> inputs = inputs();
    List<Slot> outputs = outputs();
    inputs.forEach(
        s -> method.addParameter(JavaMethods.arrayType(s.buffer().dtype()), s.buffer().name()));
    method.addParameter(TypeName.INT, "rows");
    outputs.forEach(
        s -> method.addParameter(JavaMethods.arrayType(s.buffer().dtype()), s.buffer().name()));
    method.addStatement("$T.rows($S, rows, $L)", Names.spi("Check"), model.name(), model.batch());
    for (Slot slot : slots()) {
      method.beginControlFlow(
          "if ($L.length < (long) rows * $L)", slot.buffer().name(), slot.width());
      method.addStatement(
          "$T.length($S, $S, $L, rows, $L.length)",
          Names.spi("Check"),
          model.name(),
          slot.name(),
          Names.ints(slot.shape()),
          slot.buffer().name());
      method.endControlFlow();
    }
    checkInts(method, "rows * ", "");
    return method
        .addStatement(
            "PROGRAM.predictBatch(($T) net.batchedWeights(), arena, $L, rows)",
            names.reals(),
            arguments(slots(), ""))
        .build();
  }

  /**
   * A token beyond the vocabulary would be read from another parameter, or from nowhere, and a step
   * beyond the last from another sample.
   *
   * @param steps where the numbers of steps are
   */
  private void checkInts(MethodSpec.Builder method, String rows, String steps) {
    for (ModelUnit.Input input : model.predictInputs()) {
      if (input.isTokens() || input.isSteps()) {
        method.addStatement(
            "$T.$L($S, $S, $L, $L, $L)",
            Names.spi("Check"),
            input.isTokens() ? "tokens" : "steps",
            model.name(),
            input.name(),
            (input.isSteps() ? steps : "") + input.buffer().name(),
            rows + input.width(),
            input.classes());
      }
    }
  }

  private MethodSpec untyped() {
    List<CodeBlock> arguments = new ArrayList<>();
    for (int i = 0; i < model.inputs().size(); i++) {
      ModelUnit.Input input = model.inputs().get(i);
      if (input.predicted()) {
        arguments.add(
            CodeBlock.of("($T) inputs[$L]", JavaMethods.arrayType(input.buffer().dtype()), i));
      }
    }
    arguments.add(CodeBlock.of("rows"));
    for (int i = 0; i < model.outputs().size(); i++) {
      arguments.add(CodeBlock.of("($T) outputs[$L]", names.reals(), i));
    }
    return MethodSpec.methodBuilder("predict")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(Facade.objects(), "inputs")
        .addParameter(TypeName.INT, "rows")
        .addParameter(Facade.objects(), "outputs")
        .addStatement("predict($L)", CodeBlock.join(arguments, ", "))
        .build();
  }

  /** An array of a prediction. */
  private record Slot(String name, Buffer buffer, List<Integer> shape, int width, boolean steps) {}

  private List<Slot> inputs() {
    return model.predictInputs().stream()
        .map(i -> new Slot(i.name(), i.buffer(), i.shape(), i.width(), i.isSteps()))
        .toList();
  }

  private List<Slot> outputs() {
    return model.outputs().stream()
        .map(o -> new Slot(o.name(), o.buffer(), o.shape(), o.width(), false))
        .toList();
  }

  private List<Slot> slots() {
    return Stream.concat(inputs().stream(), outputs().stream()).toList();
  }

  private String documentation(String each) {
    StringBuilder text = new StringBuilder();
    for (Slot slot : slots()) {
      String shape = slot.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
      text.append("@param ")
          .append(slot.buffer().name())
          .append(' ')
          .append(shape)
          .append(each)
          .append('\n');
    }
    return text.toString();
  }

  /**
   * @param steps where the numbers of steps are
   */
  private static String arguments(List<Slot> slots, String steps) {
    return slots.stream()
        .map(s -> (s.steps() ? steps : "") + s.buffer().name())
        .collect(Collectors.joining(", "));
  }
}
