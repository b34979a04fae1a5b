package dev.lanewise.processor.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.RandomModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Methods that C1 and C2 take without a murmur, read from class files. */
class BudgetTest {
  /** HotSpot never compiles a method of 8000 bytes (HugeMethodLimit). */
  private static final int DRIVER = 7500;

  private static final int VECTOR_KERNEL = 1400;

  /** Arithmetic that inlines nothing: C2 takes more of it. */
  private static final int SCALAR_KERNEL = 4000;

  private static final int VECTOR_CALLS = 90;

  private static final String LARGE =
      """
      @Model(batch = 64%s) interface %s {
        @Input(784) Tensor x();
        @ClassLabel(10) Tensor label();
        @Dense(units = 512, activation = SIGMOID) Tensor a(Tensor x);
        @Dense(units = 300, activation = TANH) Tensor b(Tensor a);
        @Dense(units = 1000, activation = RELU) Tensor c(Tensor b);
        @Dense(units = 300) Tensor d(Tensor c);
        @Add Tensor sum(Tensor b, Tensor d);
        @Activation(SIGMOID) Tensor e(Tensor sum);
        @Dense(units = 10) Tensor scores(Tensor e);
        @Softmax @Output Tensor p(Tensor scores);
        @CrossEntropyLoss Tensor loss(Tensor scores, Tensor label);
      }
      """;

  @Test
  void everyMethodKeepsToIt() {
    List<String> sources = new ArrayList<>();
    sources.add(LARGE.formatted("", "Single"));
    sources.add(LARGE.formatted(", type = DataType.DOUBLE", "Twofold"));
    IntStream.range(0, 20).mapToObj(RandomModel::source).forEach(sources::add);
    List<String> beyond = new ArrayList<>();
    Compilation.of(sources)
        .classes()
        .forEach((name, file) ->
            MethodCode.of(file).stream()
                .filter(BudgetTest::isBeyond)
                .forEach(method -> beyond.add(name + " " + method)));
    assertEquals(List.of(), beyond);
  }

  private static boolean isBeyond(MethodCode method) {
    int kernel = method.vectorCalls() > 0 ? VECTOR_KERNEL : SCALAR_KERNEL;
    int length = method.isKernel() ? kernel : DRIVER;
    return method.length() > length || method.vectorCalls() > VECTOR_CALLS;
  }
}
