package dev.lanewise.processor.target.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.ModelUnit;
import dev.lanewise.processor.loop.ProgramUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The class that the user sees: {@code XNet} for the interface {@code X}. */
final class Facade {
  private final ModelUnit model;
  private final Names names;

  Facade(ModelUnit model, Names names) {
    this.model = model;
    this.names = names;
  }

  TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.facade())
            .addModifiers(Modifier.FINAL)
            .superclass(Names.spi("GeneratedNetwork"))
            .addAnnotation(Names.generated())
            .addJavadoc(
                "The network of {@code $L}.\n\n<pre>\n$L</pre>\n",
                model.name(),
                escaped(model.card()))
            .addField(spec())
            .addField(program())
            .addMethod(constructor())
            .addMethod(create())
            .addMethod(load(Path.class, "path", "a safetensors file"))
            .addMethod(load(InputStream.class, "in", "a stream of safetensors, which stays open"))
            .addMethod(loadResource())
            .addMethod(predictor())
            .addMethod(predict())
            .addMethod(summary())
            .addMethod(batchPredictor())
            .addMethod(training())
            .addMethods(constantMethods());
    if (model.visible()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    if (model.outputs().size() > 1) {
      type.addType(results());
    }
    type.addType(new PredictorClass(model, names).type());
    model
        .steps()
        .ifPresent(steps -> {
          type.addMethod(stepper());
          type.addType(new StepperClass(model, names, steps).type());
        });
    if (model.trainable()) {
      type.addType(new TrainingClass(model, names).type());
    }
    return type.addType(code()).build();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;");
  }

  private FieldSpec spec() {
    ClassName input = Names.spi("InputSpec");
    CodeBlock inputs =
        model.inputs().stream()
            .map(i ->
                CodeBlock.of(
                    "new $T($S, $T.Kind.$L, $L, $L$L)",
                    input,
                    i.name(),
                    input,
                    i.kind(),
                    Names.ints(i.shape()),
                    i.classes(),
                    i.ignored().isPresent() ? ", " + i.ignored().getAsInt() : ""))
            .collect(CodeBlock.joining(",\n"));
    CodeBlock outputs =
        model.outputs().stream()
            .map(o ->
                CodeBlock.of(
                    "new $T($S, $L$L)",
                    Names.spi("OutputSpec"),
                    o.name(),
                    Names.ints(o.shape()),
                    o.steps().map(steps -> CodeBlock.of(", $S", steps).toString()).orElse("")))
            .collect(CodeBlock.joining(",\n"));
    CodeBlock parameters =
        model.savedParameters().stream().map(Facade::parameter).collect(CodeBlock.joining(",\n"));
    return FieldSpec.builder(
            Names.spi("ModelSpec"), "SPEC", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            "new $T($S, $L, $L,$>$>\n$T.of($>$>\n$L),$<$<\n$T.of($>$>\n$L),$<$<"
                + "\n$T.of($>$>\n$L)$L)$<$<$<$<",
            Names.spi("ModelSpec"),
            model.name(),
            model.real().bits() == 64,
            model.batch(),
            List.class,
            inputs,
            List.class,
            outputs,
            List.class,
            parameters,
            model.constants().isEmpty() ? CodeBlock.of("") : constants())
        .build();
  }

  private static CodeBlock parameter(ModelUnit.Parameter p) {
    return CodeBlock.of(
        "$T.$L($S, $L, $T.$L($L))",
        Names.spi("ParameterSpec"),
        p.isTrained() ? "trained" : "buffer",
        p.name(),
        Names.ints(p.shape()),
        Names.spi("Initialization"),
        p.scheme(),
        numbers(p));
  }

  private static String numbers(ModelUnit.Parameter p) {
    return p.arguments().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** Each in a method of its own: the class initialiser alone has not room for many numbers. */
  private CodeBlock constants() {
    List<CodeBlock> specs = new ArrayList<>();
    for (ModelUnit.Parameter constant : model.constants()) {
      specs.add(
          CodeBlock.of(
              "new $T($S, $L, constant$L())",
              Names.spi("ConstantSpec"),
              constant.name(),
              Names.ints(constant.shape()),
              specs.size()));
    }
    return CodeBlock.of(",\n$T.of(\n$L)", List.class, CodeBlock.join(specs, ",\n"));
  }

  private List<MethodSpec> constantMethods() {
    List<MethodSpec> methods = new ArrayList<>();
    for (ModelUnit.Parameter constant : model.constants()) {
      methods.add(
          MethodSpec.methodBuilder("constant" + methods.size())
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .addJavadoc("{@code $L}\n", constant.name())
              .returns(double[].class)
              .addStatement("return new double[] {$L}", numbers(constant))
              .build());
    }
    return methods;
  }

  private FieldSpec program() {
    String bits =
        model.programs().stream()
            .map(p -> String.valueOf(p.target().bits()))
            .collect(Collectors.joining(", "));
    CodeBlock.Builder select =
        CodeBlock.builder()
            .add(
                "switch ($T.select($S, $L)) {\n$>",
                Names.spi("ProgramSelector"),
                model.name(),
                bits);
    for (int i = 0; i < model.programs().size(); i++) {
      ProgramUnit program = model.programs().get(i);
      String label =
          i == model.programs().size() - 1 ? "default" : "case " + program.target().bits();
      select.add("$L -> $T.create();\n", label, names.program(program.target()));
    }
    return FieldSpec.builder(
            names.code(), "PROGRAM", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The one program that fits this machine: calls to it are direct.\n")
        .initializer(select.add("$<}").build())
        .build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addStatement("super(SPEC, PROGRAM)")
        .build();
  }

  private MethodSpec create() {
    return visible("create")
        .addModifiers(Modifier.STATIC)
        .addJavadoc("A network with initial weights drawn from a seed.\n")
        .returns(names.facade())
        .addParameter(TypeName.LONG, "seed")
        .addStatement("$1T net = new $1T()", names.facade())
        .addStatement("net.initialize(seed)")
        .addStatement("return net")
        .build();
  }

  private MethodSpec load(Class<?> source, String name, String what) {
    return visible("load")
        .addModifiers(Modifier.STATIC)
        .addJavadoc(
            "A network with the weights of $L.\n\n@throws IOException if it cannot be read, or does not hold each"
                + " parameter exactly once in its shape\n    and nothing else\n",
            what)
        .returns(names.facade())
        .addParameter(source, name)
        .addException(IOException.class)
        .addStatement("$1T net = new $1T()", names.facade())
        .addStatement("net.read($L)", name)
        .addStatement("return net")
        .build();
  }

  /** In the generated class, since a module shows its resources only to classes of its own. */
  private MethodSpec loadResource() {
    return visible("loadResource")
        .addModifiers(Modifier.STATIC)
        .addJavadoc(
            "A network with the weights of a resource of safetensors that lies beside this class, or from the"
                + " root of the\nclass path or module where the name begins with {@code /}.\n\n"
                + "@throws IOException if there is no such resource, or as {@link #load(InputStream)}\n")
        .returns(names.facade())
        .addParameter(String.class, "name")
        .addException(IOException.class)
        .beginControlFlow(
            "try ($T in = $T.class.getResourceAsStream(name))", InputStream.class, names.facade())
        .addStatement("return load(in)")
        .endControlFlow()
        .build();
  }

  private MethodSpec predictor() {
    return visible("predictor")
        .addJavadoc("A workspace for one thread. It shares the weights with all others.\n")
        .returns(names.facade().nestedClass("Predictor"))
        .addStatement("return new Predictor(this)")
        .build();
  }

  private MethodSpec stepper() {
    return visible("stepper")
        .addJavadoc(
            "A workspace for one thread that predicts step by step. It shares the weights with all others of its"
                + " kind.\n")
        .returns(names.facade().nestedClass("Stepper"))
        .addStatement("return new Stepper(this)")
        .build();
  }

  /** The convenience form, which allocates its results. */
  private MethodSpec predict() {
    boolean several = model.outputs().size() > 1;
    MethodSpec.Builder method =
        visible("predict")
            .addJavadoc(
                "Predicts one sample, from any thread. {@link Predictor} does so without allocation.\n")
            .returns(several ? names.facade().nestedClass("Results") : names.reals());
    List<ModelUnit.Input> inputs = model.predictInputs();
    inputs.forEach(i -> method.addParameter(PredictorClass.typeOfOne(i), i.buffer().name()));
    for (ModelUnit.Output output : model.outputs()) {
      method.addStatement(
          "$1T $2L = new $3L[$4L]",
          names.reals(),
          output.buffer().name(),
          JavaExpressions.scalarType(model.real()),
          output.width());
    }
    String arguments =
        Stream.concat(
                inputs.stream().map(i -> i.buffer().name()),
                model.outputs().stream().map(o -> o.buffer().name()))
            .collect(Collectors.joining(", "));
    method.addStatement("predictor().predict($L)", arguments);
    String outputs =
        model.outputs().stream().map(o -> o.buffer().name()).collect(Collectors.joining(", "));
    return method
        .addStatement(several ? "return new Results(" + outputs + ")" : "return " + outputs)
        .build();
  }

  /** The outputs of the convenience form, where there are several. */
  private TypeSpec results() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    model.outputs().forEach(o -> components.addParameter(names.reals(), o.buffer().name()));
    return TypeSpec.recordBuilder("Results")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("The outputs of one sample.\n")
        .recordConstructor(components.build())
        .build();
  }

  private MethodSpec summary() {
    CodeBlock lines =
        model
            .card()
            .lines()
            .map(line -> CodeBlock.of("$S", line + "\n"))
            .collect(CodeBlock.joining("\n+ "));
    return visible("summary")
        .addAnnotation(Override.class)
        .returns(String.class)
        .addStatement("return $L", lines)
        .build();
  }

  private static MethodSpec batchPredictor() {
    return MethodSpec.methodBuilder("batchPredictor")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(Names.spi("BatchPredictor"))
        .addStatement("return new Predictor(this)")
        .build();
  }

  private MethodSpec training() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("training")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(Names.spi("TrainingProgram"));
    if (model.trainable()) {
      return method.addStatement("return new Training(this)").build();
    }
    return method
        .addStatement(
            "throw new $T($S)",
            UnsupportedOperationException.class,
            model.name()
                + " has no loss, so it cannot be trained; add a node such as @CrossEntropyLoss")
        .build();
  }

  private static MethodSpec.Builder visible(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC);
  }

  /** What the class of each width implements. */
  private TypeSpec code() {
    ProgramUnit any = model.programs().getFirst();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.code())
            .addModifiers(Modifier.ABSTRACT, Modifier.STATIC)
            .superclass(Names.spi("Program"))
            .addJavadoc("The programs of one width.\n")
            .addMethod(abstractMethod("predictArena", TypeName.INT).build())
            .addMethod(abstractDriver(any.predictOne().driver()))
            .addMethod(abstractDriver(any.predictBatch().driver()));
    any.stepper()
        .ifPresent(stepper -> {
          type.addMethod(abstractMethod("stepperArena", TypeName.INT).build());
          type.addMethod(abstractMethod("states", Names.spi("States")).build());
          type.addMethod(abstractDriver(stepper.predict().driver()));
        });
    any.train()
        .ifPresent(train -> {
          type.addMethod(abstractMethod("trainArena", TypeName.INT).build());
          type.addMethod(abstractMethod("phases", TypeName.INT).build());
          type.addMethod(
              abstractMethod("items", TypeName.INT)
                  .addParameter(TypeName.INT, "phase")
                  .addParameter(TypeName.INT, "rows")
                  .build());
          MethodSpec.Builder run =
              abstractMethod("train", TypeName.VOID).addParameter(TypeName.INT, "phase");
          parameters(run, train.phases().getFirst().driver());
          type.addMethod(run.build());
          type.addMethod(
              abstractMethod("loss", TypeName.DOUBLE).addParameter(names.reals(), "arena").build());
        });
    return type.build();
  }

  private static MethodSpec.Builder abstractMethod(String name, TypeName result) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.ABSTRACT).returns(result);
  }

  private static MethodSpec abstractDriver(Driver driver) {
    MethodSpec.Builder method = abstractMethod(driver.name(), TypeName.VOID);
    parameters(method, driver);
    return method.build();
  }

  private static void parameters(MethodSpec.Builder method, Driver driver) {
    for (Buffer buffer : driver.buffers()) {
      method.addParameter(JavaMethods.arrayType(buffer.dtype()), buffer.name());
    }
    driver.indices().forEach(index -> method.addParameter(TypeName.INT, index));
  }

  static TypeName objects() {
    return ArrayTypeName.of(Object.class);
  }
}
