package dev.lanewise.processor.target.java;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.loop.ModelUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The nested class {@code Stepper}: an arena whose front stays from step to step. */
final class StepperClass {
  private final ModelUnit model;
  private final Names names;
  private final ModelUnit.Steps steps;

  StepperClass(ModelUnit model, Names names, ModelUnit.Steps steps) {
    this.model = model;
    this.names = names;
    this.steps = steps;
  }

  TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Stepper")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc(
                "Predicts step by step, without end and without allocation. What layers carry from step to"
                    + " step is kept here;\nit is zero at first. A stepper belongs to one thread.\n")
            .addField(names.facade(), "net", Modifier.PRIVATE, Modifier.FINAL)
            .addField(names.reals(), "arena", Modifier.PRIVATE, Modifier.FINAL)
            .addField(TypeName.INT, "passed", Modifier.PRIVATE);
    steps.inputs().stream()
        .filter(ModelUnit.Input::isNumber)
        .forEach(input ->
            type.addField(
                FieldSpec.builder(
                        int[].class, input.buffer().name(), Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new int[1]")
                    .build()));
    return type.addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(names.facade(), "net")
                .addStatement("this.net = net")
                .addStatement(
                    "this.arena = ($T) net.newArena(PROGRAM.stepperArena())", names.reals())
                .build())
        .addMethod(step())
        .addMethod(reset())
        .addMethod(stateSize())
        .addMethod(save())
        .addMethod(restore())
        .build();
  }

  private MethodSpec step() {
    MethodSpec.Builder method =
        visible("step")
            .addJavadoc(
                "Takes one step.\n\n$L@throws IllegalArgumentException if an array has another length; it names"
                    + " the array\n",
                documentation());
    steps
        .inputs()
        .forEach(i -> method.addParameter(PredictorClass.typeOfOne(i), i.buffer().name()));
    steps.outputs().forEach(o -> method.addParameter(names.reals(), o.buffer().name()));
    steps.inputs().stream()
        .filter(i -> !i.isNumber())
        .forEach(i -> checkLength(method, i.name(), i.buffer().name(), i.shape(), i.width()));
    steps
        .outputs()
        .forEach(o -> checkLength(method, o.name(), o.buffer().name(), o.shape(), o.width()));
    for (ModelUnit.Input input : steps.inputs()) {
      String array = input.isNumber() ? "this." + input.buffer().name() : input.buffer().name();
      if (input.isNumber()) {
        method.addStatement("$L[0] = $L", array, input.buffer().name());
      }
      if (input.isTokens()) {
        method.addStatement(
            "$T.tokens($S, $S, $L, $L, $L)",
            Names.spi("Check"),
            model.name(),
            input.name(),
            array,
            input.width(),
            input.classes());
      }
    }
    String arrays =
        Stream.concat(
                steps.inputs().stream().map(i -> (i.isNumber() ? "this." : "") + i.buffer().name()),
                steps.outputs().stream().map(o -> o.buffer().name()))
            .collect(Collectors.joining(", "));
    return method
        .addStatement(
            "PROGRAM.step(($T) net.stepperWeights(), arena, $L, passed)", names.reals(), arrays)
        .addStatement("passed = $T.next(passed)", Names.spi("States"))
        .build();
  }

  private void checkLength(
      MethodSpec.Builder method, String name, String array, List<Integer> shape, int width) {
    method.beginControlFlow("if ($L.length != $L)", array, width);
    method.addStatement(
        "$T.exactLength($S, $S, $L, $L.length)",
        Names.spi("Check"),
        model.name(),
        name,
        Names.ints(shape),
        array);
    method.endControlFlow();
  }

  private String documentation() {
    Stream<String> inputs =
        steps.inputs().stream().map(i -> parameter(i.buffer().name(), i.shape(), "a token"));
    Stream<String> outputs =
        steps.outputs().stream().map(o -> parameter(o.buffer().name(), o.shape(), "a number"));
    return Stream.concat(inputs, outputs).collect(Collectors.joining());
  }

  private static String parameter(String name, List<Integer> shape, String single) {
    String text = shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    return "@param " + name + " " + (shape.isEmpty() ? single : text) + "\n";
  }

  private static MethodSpec reset() {
    return visible("reset")
        .addJavadoc("Begins a new sequence: what was kept is zero again.\n")
        .addStatement("PROGRAM.states().clear(arena)")
        .addStatement("passed = 0")
        .build();
  }

  private static MethodSpec stateSize() {
    return visible("stateSize")
        .addJavadoc("The length of the arrays of {@link #save} and {@link #restore}.\n")
        .returns(TypeName.INT)
        .addStatement("return PROGRAM.states().size()")
        .build();
  }

  private MethodSpec save() {
    return visible("save")
        .addJavadoc(
            "Copies what is kept, for any stepper of the model to go on from here, whatever the width of its"
                + " vectors.\n\n@param state of length {@link #stateSize()}\n@throws"
                + " IllegalArgumentException if it has another length\n")
        .addParameter(names.reals(), "state")
        .addStatement("PROGRAM.states().save($S, arena, passed, state)", model.name())
        .build();
  }

  private MethodSpec restore() {
    return visible("restore")
        .addJavadoc(
            "Goes on from where a stepper of the model was.\n\n@param state from {@link #save}\n@throws"
                + " IllegalArgumentException if it has another length, or is none\n")
        .addParameter(names.reals(), "state")
        .addStatement("passed = PROGRAM.states().restore($S, state, arena)", model.name())
        .build();
  }

  private static MethodSpec.Builder visible(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC);
  }
}
