package dev.lanewise.benchmarks.gate;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.LoopVerifier;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.target.java.JavaTarget;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Drivers over floats as Java, compiled and loaded within this JVM; each instance is a hidden class
 * of its own.
 *
 * @param source the emitted text
 */
record EmittedClass(String source, Lookup members) {

  /**
   * Emits, compiles and loads drivers.
   *
   * @throws IllegalStateException if they are unsound, or javac refuses the text
   */
  static EmittedClass of(Target target, Driver... drivers) {
    List.of(drivers).forEach(LoopVerifier::verify);
    String home = EmittedClass.class.getPackageName();
    String source = JavaTarget.emit(home, "Emitted", target, DType.F32, List.of(drivers));
    try {
      return new EmittedClass(
          source, MethodHandles.lookup().defineHiddenClass(compile(source), true));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A driver behind an interface of one method, which has the driver's name and parameters. As with
   * a method reference, calls are direct ones: a method handle in a field would cost 17 ns.
   */
  <T> T driver(Class<T> shape) {
    Method method = shape.getDeclaredMethods()[0];
    MethodType type = MethodType.methodType(void.class, method.getParameterTypes());
    try {
      MethodHandle driver = members.findStatic(members.lookupClass(), method.getName(), type);
      return shape.cast(
          LambdaMetafactory.metafactory(
                  members, method.getName(), MethodType.methodType(shape), type, driver, type)
              .getTarget()
              .invoke());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] compile(String source) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    Output output = new Output(javac.getStandardFileManager(null, null, null));
    StringWriter messages = new StringWriter();
    List<String> options = List.of("-proc:none", "--add-modules=jdk.incubator.vector");
    if (!javac.getTask(messages, output, null, options, null, List.of(new Text(source))).call()) {
      throw new IllegalStateException(messages + "\n" + source);
    }
    return output.bytes.toByteArray();
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String source;

    Text(String source) {
      super(URI.create("string:///Emitted.java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  /** Keeps the one class file that comes out. */
  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///Emitted.class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
