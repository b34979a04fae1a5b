package dev.lanewise.processor.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.ModelUnit;
import dev.lanewise.processor.loop.Packing;
import dev.lanewise.processor.loop.ProgramUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The class of one width: its species, kernels, drivers and packings. */
final class ProgramClass {
  private final ModelUnit model;
  private final Names names;
  private final ProgramUnit program;

  ProgramClass(ModelUnit model, Names names, ProgramUnit program) {
    this.model = model;
    this.names = names;
    this.program = program;
  }

  TypeSpec type() {
    JavaMethods methods = new JavaMethods(program.drivers());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.program(program.target()))
            .addModifiers(Modifier.FINAL)
            .superclass(names.code())
            .addAnnotation(Names.generated())
            .addJavadoc(
                "$L for $L: the programs and their kernels.\n",
                model.name(),
                program.target().isScalar()
                    ? "plain scalar Java"
                    : "vectors of " + program.target().bits() + " bits");
    type.addField(packing("MASTER", program.master()));
    type.addField(packing("LATENCY", program.latency()));
    type.addMethod(create());
    type.addMethod(
        getter("bits", TypeName.INT, CodeBlock.of("$L", program.target().bits()), Modifier.PUBLIC));
    type.addMethod(getter("master", Names.spi("Packing"), CodeBlock.of("MASTER"), Modifier.PUBLIC));
    type.addMethod(
        getter("latency", Names.spi("Packing"), CodeBlock.of("LATENCY"), Modifier.PUBLIC));
    int predict = Math.max(program.predictOne().arena(), program.predictBatch().arena());
    type.addMethod(getter("predictArena", TypeName.INT, CodeBlock.of("$L", predict)));
    type.addMethod(
        methods.driver(program.predictOne().driver()).addAnnotation(Override.class).build());
    type.addMethod(
        methods.driver(program.predictBatch().driver()).addAnnotation(Override.class).build());
    prepare(type, methods, "batched", "prepareBatch", program.predictBatch());
    prepare(type, methods, "latency", "prepareOne", program.predictOne());
    program.stepper().ifPresent(stepper -> stepper(type, methods, stepper));
    program.train().ifPresent(train -> train(type, methods, train));
    List<MethodSpec> kernels = methods.kernels();
    return type.addFields(Species.fields(program.target(), program.real(), kernels))
        .addMethods(methods.parts())
        .addMethods(kernels)
        .build();
  }

  private void stepper(TypeSpec.Builder type, JavaMethods methods, ProgramUnit.Stepper stepper) {
    boolean prepares =
        program.predictOne().prepare().isPresent() || stepper.predict().prepare().isPresent();
    if (prepares || !stepper.packing().equals(program.latency())) {
      type.addField(packing("STEPPER", stepper.packing()));
      type.addMethod(
          getter("stepper", Names.spi("Packing"), CodeBlock.of("STEPPER"), Modifier.PUBLIC));
    }
    ProgramUnit.Predict step = stepper.predict();
    String places =
        stepper.states().stream()
            .map(state -> ", " + state.offset() + ", " + state.size())
            .collect(Collectors.joining());
    type.addField(
        FieldSpec.builder(
                Names.spi("States"), "STATES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer(
                "$T.of($L, $L$L)",
                Names.spi("States"),
                step.kept().first(),
                step.kept().end(),
                places)
            .build());
    type.addMethod(getter("states", Names.spi("States"), CodeBlock.of("STATES")));
    type.addMethod(getter("stepperArena", TypeName.INT, CodeBlock.of("$L", step.arena())));
    type.addMethod(methods.driver(step.driver()).addAnnotation(Override.class).build());
    prepare(type, methods, "stepper", "prepareStepper", step);
  }

  private void prepare(
      TypeSpec.Builder type,
      JavaMethods methods,
      String weights,
      String name,
      ProgramUnit.Predict predict) {
    if (predict.prepare().isPresent()) {
      Driver driver = predict.prepare().get();
      type.addMethod(
          getter(
              weights + "Size",
              TypeName.INT,
              CodeBlock.of("$L", predict.weights()),
              Modifier.PUBLIC));
      if (predict.lasting() < predict.weights()) {
        type.addMethod(
            getter(
                weights + "Lasting",
                TypeName.INT,
                CodeBlock.of("$L", predict.lasting()),
                Modifier.PUBLIC));
      }
      type.addMethod(
          MethodSpec.methodBuilder(name)
              .addAnnotation(Override.class)
              .addModifiers(Modifier.PUBLIC)
              .addParameter(Object.class, "weights")
              .addStatement("$L(($T) weights)", driver.name(), names.reals())
              .build());
      type.addMethod(
          methods.driver(driver).addModifiers(Modifier.PRIVATE, Modifier.STATIC).build());
    }
  }

  private static FieldSpec packing(String name, Packing packing) {
    List<Integer> offsets = packing.placements().stream().map(Packing.Placement::offset).toList();
    CodeBlock.Builder layouts = CodeBlock.builder();
    for (Packing.Placement placement : packing.placements()) {
      layouts.add(
          ",\n$T.of($L, $L, $L)",
          Names.spi("Layout"),
          Names.ints(placement.shape()),
          placement.size(),
          placement.terms().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return FieldSpec.builder(
            Names.spi("Packing"), name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            "$T.of($L, $L, $L$>$>$L$<$<)",
            Names.spi("Packing"),
            packing.size(),
            packing.trained(),
            Names.ints(offsets),
            layouts.build())
        .build();
  }

  /** Called by the facade for the one width that fits, so that no class of another is loaded. */
  private MethodSpec create() {
    return MethodSpec.methodBuilder("create")
        .addModifiers(Modifier.STATIC)
        .returns(names.code())
        .addStatement("return new $T()", names.program(program.target()))
        .build();
  }

  private static MethodSpec getter(
      String name, TypeName type, CodeBlock value, Modifier... modifiers) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(modifiers)
        .returns(type)
        .addStatement("return $L", value)
        .build();
  }

  private void train(TypeSpec.Builder type, JavaMethods methods, ProgramUnit.Train train) {
    type.addMethod(getter("trainArena", TypeName.INT, CodeBlock.of("$L", train.arena())));
    if (!train.states().isEmpty()) {
      type.addField(packing("TRAIN_STATES", train.kept()));
      type.addMethod(
          getter(
              "trainStates", Names.spi("Packing"), CodeBlock.of("TRAIN_STATES"), Modifier.PUBLIC));
    }
    type.addMethod(getter("phases", TypeName.INT, CodeBlock.of("$L", train.phases().size())));
    CodeBlock.Builder items = CodeBlock.builder().add("return switch (phase) {\n$>");
    for (int i = 0; i < train.phases().size(); i++) {
      ProgramUnit.Phase phase = train.phases().get(i);
      String last = i == train.phases().size() - 1 ? "default" : "case " + i;
      if (phase.rowsPerItem() == 0) {
        items.add("$L -> $L;\n", last, phase.items());
      } else {
        int tile = phase.rowsPerItem();
        items.add(
            "$L -> $L;\n", last, tile == 1 ? "rows" : "(rows + " + (tile - 1) + ") / " + tile);
      }
    }
    type.addMethod(
        MethodSpec.methodBuilder("items")
            .addAnnotation(Override.class)
            .returns(TypeName.INT)
            .addParameter(TypeName.INT, "phase")
            .addParameter(TypeName.INT, "rows")
            .addCode(items.add("$<};\n").build())
            .build());
    type.addMethod(dispatch(train));
    String sum =
        train.losses().stream()
            .map(l -> (l.weight() == 1 ? "" : l.weight() + " * ") + "arena[" + l.offset() + "]")
            .collect(Collectors.joining(" + "));
    type.addMethod(
        MethodSpec.methodBuilder("loss")
            .addAnnotation(Override.class)
            .returns(TypeName.DOUBLE)
            .addParameter(names.reals(), "arena")
            .addStatement("return $L", sum)
            .build());
    for (ProgramUnit.Phase phase : train.phases()) {
      type.addMethod(
          methods.driver(phase.driver()).addModifiers(Modifier.PRIVATE, Modifier.STATIC).build());
    }
  }

  private static MethodSpec dispatch(ProgramUnit.Train train) {
    Driver first = train.phases().getFirst().driver();
    MethodSpec.Builder run =
        MethodSpec.methodBuilder("train")
            .addAnnotation(Override.class)
            .addParameter(TypeName.INT, "phase");
    for (Buffer buffer : first.buffers()) {
      run.addParameter(JavaMethods.arrayType(buffer.dtype()), buffer.name());
    }
    first.indices().forEach(index -> run.addParameter(TypeName.INT, index));
    String arguments = arguments(first, "to");
    run.addCode("switch (phase) {\n$>");
    for (int i = 0; i < train.phases().size(); i++) {
      String label = i == train.phases().size() - 1 ? "default" : "case " + i;
      ProgramUnit.Phase phase = train.phases().get(i);
      if (phase.itemByItem()) {
        run.addCode("$L -> {\n$>for (; from < to; from++) {\n$>", label);
        run.addCode("$L($L);\n$<}\n$<}\n", phase.driver().name(), arguments(first, "from + 1"));
      } else {
        run.addCode("$L -> $L($L);\n", label, phase.driver().name(), arguments);
      }
    }
    return run.addCode("$<}\n").build();
  }

  private static String arguments(Driver phase, String to) {
    return Stream.concat(
            phase.buffers().stream().map(Buffer::name),
            phase.indices().stream().map(index -> index.equals("to") ? to : index))
        .collect(Collectors.joining(", "));
  }
}
