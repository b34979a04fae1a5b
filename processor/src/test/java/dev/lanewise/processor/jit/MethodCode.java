package dev.lanewise.processor.jit;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.util.List;

/**
 * What a method costs the JIT.
 *
 * @param length of the bytecode
 * @param vectorCalls call sites of the Vector API
 */
record MethodCode(String name, boolean isPrivateStatic, int length, int vectorCalls) {
  /** The methods of a class file. */
  static List<MethodCode> of(byte[] classFile) {
    return ClassFile.of().parse(classFile).methods().stream()
        .filter(m -> m.code().isPresent())
        .map(MethodCode::of)
        .toList();
  }

  private static MethodCode of(MethodModel method) {
    CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
    long calls =
        code.elementStream()
            .filter(e ->
                e instanceof InvokeInstruction call
                    && call.owner().asInternalName().startsWith("jdk/incubator/vector/"))
            .count();
    boolean hidden =
        method.flags().has(AccessFlag.PRIVATE) && method.flags().has(AccessFlag.STATIC);
    return new MethodCode(
        method.methodName().stringValue(), hidden, code.codeLength(), (int) calls);
  }

  /** A driver calls kernels: a phase of training, or a prediction, or a part of one. */
  boolean isDriver() {
    return name.matches("(phase\\d+|predictOne|predictBatch|prepare\\w*)(Part\\d+)?");
  }

  boolean isKernel() {
    return isPrivateStatic && !isDriver();
  }
}
