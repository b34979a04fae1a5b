package dev.lanewise.processor.target.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.Target;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Drivers as public static methods, with their kernels: loop IR by itself, without a model. */
final class DriverClass {
  private DriverClass() {}

  static TypeSpec type(String name, Target target, DType real, List<Driver> drivers) {
    JavaMethods methods = new JavaMethods(drivers);
    List<MethodSpec> kernels = methods.kernels();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addFields(Species.fields(target, real, kernels));
    for (Driver driver : drivers) {
      type.addMethod(methods.driver(driver).addModifiers(Modifier.PUBLIC, Modifier.STATIC).build());
    }
    return type.addMethods(methods.parts()).addMethods(kernels).build();
  }
}
