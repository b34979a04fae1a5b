package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.compiled.Compilation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Data brought to a common scale by fixed numbers. */
class NormalizeTest {
  private static final List<String> SHAPES =
      List.of("3, 5, 7", "1, 4, 4", "17, 3", "2, 33", "7, 1", "4, 2, 3, 3");

  @TestFactory
  Stream<DynamicTest> ofFeatures() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "features " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @Normalize(mean = 0.25, deviation = 0.5) @Output Tensor all(Tensor x);
          @Dense(units = %1$d) Tensor h(Tensor all);
          @Normalize(mean = %2$s, deviation = %3$s) Tensor each(Tensor h);
          @Normalize(mean = %2$s, deviation = 4) @Output Tensor y(Tensor each);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(
                  OpHarness.SIZES[i],
                  numbers(OpHarness.SIZES[i], -0.5),
                  numbers(OpHarness.SIZES[i], 0.5)));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> ofChannels() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < SHAPES.size(); i++) {
      int channels = Integer.parseInt(SHAPES.get(i).replaceFirst(",.*", ""));
      int size =
          Stream.of(SHAPES.get(i).split(", "))
              .mapToInt(Integer::parseInt)
              .reduce(1, (a, b) -> a * b);
      harness.add(
          "channels of " + SHAPES.get(i),
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @Label({%1$s}) Tensor target();
          @Normalize(mean = %2$s, deviation = %3$s) @Output Tensor y(Tensor x);
          @Prelu(perChannel = true) Tensor z(Tensor y);
          @Normalize(mean = 0.1, deviation = %3$s) Tensor w(Tensor z);
          @Flatten Tensor flat(Tensor w);
          @Dense(units = %4$d) Tensor d(Tensor flat);
          @Reshape({%1$s}) Tensor back(Tensor d);
          @MeanSquaredErrorLoss Tensor loss(Tensor back, Tensor target);
          """
              .formatted(SHAPES.get(i), numbers(channels, -0.5), numbers(channels, 0.5), size));
    }
    return harness.tests();
  }

  /** They belong to the source, not to the weights. */
  @Test
  void theNumbersAreNoParameters() {
    Compilation compilation =
        Compilation.of(
            """
            @Model interface Fixed {
              @Input(3) Tensor x();
              @Normalize(mean = {1, 2, 3}, deviation = 2) Tensor y(Tensor x);
            }
            """);
    assertEquals(List.of(), compilation.net("Fixed", 0).spec().parameters());
  }

  private static String numbers(int count, double first) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.valueOf(first + (i % 7) * 0.125))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
