package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A caller's array may be an input and an output: {@link Net#predictOne} tries it. */
class SharedArraysTest {
  private static final List<String> MODELS =
      List.of(
          step("@Lstm(units = 16)", 16),
          step("@Lstm(units = 32)", 32),
          step("@Lstm(units = 20)", 20),
          step("@Lstm(units = 3)", 3),
          step("@Lstm(units = 16, activation = SOFTSIGN, recurrentActivation = TANH)", 16),
          step("@Lstm(units = 16, peephole = true)", 16),
          gru("@Gru(units = 16)"),
          gru("@Gru(units = 16, activation = SOFTSIGN)"),
          gru("@Gru(units = 16, resetAfter = false)"),
          """
            @SequenceInput(length = 1, features = 16) Tensor x();
            @Lstm(units = 16) @Output Tensor y(Tensor x);
            @LastStep Tensor late(Tensor x);
            @Dense(units = 3) @Output Tensor z(Tensor late);
          """,
          """
            @SequenceInput(length = 5, features = 16) Tensor x();
            @Lstm(units = 16) @Output Tensor y(Tensor x);
            @Gru(units = 4) @Output Tensor z(Tensor x);
          """,
          """
            @SequenceInput(length = 1, features = 16) Tensor x();
            @Lstm(units = 16) @Output Tensor y(Tensor x);
            @Activation(RELU) @Output Tensor z(Tensor x);
          """);

  private static String step(String lstm, int units) {
    return """
      @SequenceInput(length = 1, features = 16) Tensor x();
      @Input(%1$d) Tensor h0();
      @Input(%1$d) Tensor c0();
      %2$s Tensor y(Tensor x, Tensor h0, Tensor c0);
      @StateOf("h") @Output Tensor h(Tensor y);
      @StateOf("c") @Output Tensor c(Tensor y);
    """
        .formatted(units, lstm);
  }

  private static String gru(String gru) {
    return """
      @SequenceInput(length = 1, features = 9) Tensor x();
      @Input(16) Tensor h0();
      %s Tensor y(Tensor x, Tensor h0);
      @StateOf("h") @Output Tensor h(Tensor y);
    """
        .formatted(gru);
  }

  @TestFactory
  Stream<DynamicTest> outputsAreTheSame() {
    List<String> types = List.of("", "(type = DataType.DOUBLE)");
    List<String> sources =
        types.stream()
            .flatMap(type ->
                MODELS.stream().map(body -> "@Model" + type + " interface M%d {" + body + "}"))
            .toList();
    Compilation compilation =
        Compilation.of(
            IntStream.range(0, sources.size()).mapToObj(i -> sources.get(i).formatted(i)).toList());
    return IntStream.range(0, sources.size())
        .boxed()
        .flatMap(i ->
            Compilation.WIDTHS.stream()
                .map(bits ->
                    dynamicTest(
                        sources.get(i).formatted(i).strip() + " at " + bits,
                        () -> {
                          Net net = compilation.net("M" + i, bits);
                          net.predictOne(Batch.random(net.spec(), 1, 7));
                        })));
  }
}
