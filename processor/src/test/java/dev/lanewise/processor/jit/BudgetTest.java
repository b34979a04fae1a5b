package dev.lanewise.processor.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.RandomModel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Methods that C1 and C2 take without a murmur, read from class files. */
class BudgetTest {
  /** HotSpot never compiles a method of 8000 bytes (HugeMethodLimit). */
  private static final int DRIVER = 7500;

  private static final int VECTOR_KERNEL = 1400;

  /** Arithmetic that inlines nothing: C2 takes more of it. */
  private static final int SCALAR_KERNEL = 4000;

  /** Of a function of one value, whose registers are few. */
  private static final int VECTOR_CALLS = 90;

  /** Of tiles of registers. */
  private static final int TILE_CALLS = 64;

  private static final Pattern TILE = Pattern.compile("\\w+_\\d+x\\d+\\w*|\\w*conv\\w*_\\d+");

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

  /** Every algorithm for images, with channels for whole tiles and lines for long ones. */
  private static final String IMAGES =
      """
      @Model(batch = 8%s) interface %s {
        @Input({3, 40, 57}) Tensor x();
        @ClassLabel(10) Tensor label();
        @Conv2d(filters = 64, kernel = 7, stride = 2, pads = 3, activation = SIGMOID)
        Tensor a(Tensor x);
        @MaxPool2d(value = 3, stride = 2, pads = 1) Tensor pooled(Tensor a);
        @Conv2d(filters = 128, kernel = 3, padding = Padding.SAME, activation = RELU)
        Tensor b(Tensor pooled);
        @DepthwiseConv2d(kernel = 3, padding = Padding.SAME, activation = GELU) Tensor c(Tensor b);
        @DepthwiseConv2d(kernel = 5, stride = 2, pads = 2, multiplier = 2) Tensor d(Tensor c);
        @Conv2d(filters = 128, kernel = 3, groups = 2, pads = 1, activation = TANH)
        Tensor e(Tensor d);
        @Conv2d(filters = 100, kernel = 3, groups = 4, dilation = 2, pads = 2) Tensor f(Tensor e);
        @Conv2d(filters = 256, kernel = 1, activation = SILU) Tensor g(Tensor f);
        @ConvTranspose2d(filters = 33, kernel = 3, stride = 2, pads = 1) Tensor h(Tensor g);
        @Upsample(2) Tensor larger(Tensor h);
        @Conv2d(filters = 29, kernel = 5, activation = SOFTPLUS) Tensor i(Tensor larger);
        @AvgPool2d(value = 5, stride = 2, pads = 2, countIncludePad = false) Tensor means(Tensor i);
        @Upsample(value = 2, mode = UpsampleMode.BILINEAR) Tensor smooth(Tensor means);
        @SeparableConv2d(filters = 31, kernel = 3, stride = 2) Tensor j(Tensor smooth);
        @GlobalAvgPool Tensor mean(Tensor j);
        @Dense(units = 10) @Output Tensor scores(Tensor mean);
        @CrossEntropyLoss Tensor loss(Tensor scores, Tensor label);
      }
      """;

  private static final String NORMS =
      """
      @Model(batch = 8%s) interface %s {
        @Input({3, 9, 9}) Tensor x();
        @ClassLabel(10) Tensor label();
        @Conv2d(filters = 70, kernel = 3) Tensor a(Tensor x);
        @BatchNorm2d Tensor b(Tensor a);
        @LocalResponseNorm(size = 9, beta = 0.6) Tensor c(Tensor b);
        @BatchNorm2d Tensor d(Tensor c);
        @Activation(GELU) Tensor e(Tensor d);
        @GlobalAvgPool Tensor f(Tensor e);
        @Dense(units = 10) @Output Tensor scores(Tensor f);
        @CrossEntropyLoss Tensor loss(Tensor scores, Tensor label);
      }
      """;

  /** Cells in one kernel and in several, composed steps, both directions. */
  private static final String RECURRENT =
      """
      @Model(batch = 8%s) interface %s {
        @SequenceInput(length = 12, features = 20) Tensor x();
        @ClassLabel(10) Tensor label();
        @Lstm(units = 100) Tensor a(Tensor x);
        @Gru(units = 50, bidirectional = true) Tensor b(Tensor a);
        @Lstm(units = 33, activation = SOFTSIGN, recurrentActivation = HARD_SIGMOID)
        Tensor c(Tensor b);
        @Lstm(units = 33, peephole = true, recurrentDropout = 0.2) Tensor d(Tensor c);
        @Lstm(units = 7, coupledGates = true, activation = GELU) Tensor e(Tensor d);
        @Gru(units = 64, resetAfter = false, recurrentActivation = SILU) Tensor f(Tensor e);
        @SimpleRnn(units = 31, activation = SOFTPLUS) Tensor g(Tensor f);
        @IndRnn(units = 40, activation = GELU) Tensor h(Tensor g);
        @Jordan(units = 20, outputs = 30, outputActivation = SELU) Tensor i(Tensor h);
        @Gru(units = 3, returnSequence = false) Tensor j(Tensor i);
        @Dense(units = 10) @Output Tensor scores(Tensor j);
        @CrossEntropyLoss Tensor loss(Tensor scores, Tensor label);
      }
      """;

  /** One step of everything that steps. */
  private static final String STEPS =
      """
      @Model(streaming = true%s) interface %s {
        @SequenceInput(length = 12, features = 20) Tensor x();
        @Conv1d(filters = 100, kernel = 3, dilation = 2, padding = Padding.CAUSAL, activation = RELU)
        Tensor a(Tensor x);
        @MaxPool1d(value = 3, stride = 1, padding = Padding.CAUSAL) Tensor b(Tensor a);
        @Lstm(units = 100) Tensor c(Tensor b);
        @Gru(units = 33, layers = 2) Tensor d(Tensor c);
        @LayerNorm Tensor e(Tensor d);
        @ReduceMean(axes = 0) Tensor f(Tensor e);
        @ReduceMax(axes = 0) Tensor g(Tensor e);
        @Concat Tensor both(Tensor f, Tensor g);
        @Dense(units = 10) @Output Tensor scores(Tensor both);
      }
      """;

  @Test
  void everyMethodKeepsToIt() {
    List<String> sources = new ArrayList<>();
    for (String text : List.of(LARGE, IMAGES, NORMS, RECURRENT, STEPS)) {
      sources.add(text.formatted("", "Single" + sources.size()));
      sources.add(text.formatted(", type = DataType.DOUBLE", "Twofold" + sources.size()));
    }
    String stored = ", weightStorage = WeightStorage.BFLOAT16";
    for (String text : List.of(LARGE, RECURRENT)) {
      sources.add(text.formatted(stored, "Stored" + sources.size()));
    }
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
    int calls = TILE.matcher(method.name()).matches() ? TILE_CALLS : VECTOR_CALLS;
    return method.length() > length || method.vectorCalls() > calls;
  }
}
