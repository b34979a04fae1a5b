package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Elements in other places: every op with and without a tail of a vector, forward and backward. */
class ShapeTest {
  private static final String[][] CASES = {
    // What makes y of x, the shape of x, and that of y.
    {"@Flatten", "2, 3, 5", "30"},
    {"@Flatten", "7", "7"},
    {"@Reshape({4, -1})", "3, 8", "4, 6"},
    {"@Reshape({-1})", "3, 8", "24"},
    {"@Permute({1, 0})", "3, 17", "17, 3"},
    {"@Permute({1, 0})", "16, 16", "16, 16"},
    {"@Permute({0, 2, 1})", "2, 3, 5", "2, 5, 3"},
    {"@Permute({2, 0, -2})", "3, 4, 33", "33, 3, 4"},
    {"@Permute({1, 0, 2})", "3, 5, 36", "5, 3, 36"},
    {"@Permute({0, 1})", "3, 5", "3, 5"},
    {"@Permute({0})", "9", "9"},
    {"@Slice", "9", "9"},
    {"@Slice(start = 3)", "36", "33"},
    {"@Slice(start = -7, end = -3)", "31", "4"},
    {"@Slice(step = 3)", "17", "6"},
    {"@Slice(axis = 0, start = 1, end = 100)", "3, 17", "2, 17"},
    {"@Slice(axis = 1, start = 1, end = 20)", "3, 33", "3, 19"},
    {"@Slice(axis = 1, start = 2, step = 2)", "2, 7, 16", "2, 3, 16"},
    {"@Slice(start = 1, end = 8, step = 2)", "2, 2, 9", "2, 2, 4"},
    {"@Pad(before = 2, after = 3)", "16", "21"},
    {"@Pad(before = 1, value = 2.5)", "33", "34"},
    {"@Pad(after = {0, 3}, value = -1)", "3, 5", "3, 8"},
    {"@Pad(before = {0, 1, 2}, after = {1, 0, 3})", "2, 3, 16", "3, 4, 21"},
    {"@Pad(before = 3, after = 6, mode = PadMode.REFLECT)", "7", "16"},
    {"@Pad(before = {0, 2, 1}, after = {0, 1, 4}, mode = PadMode.REFLECT)", "2, 3, 5", "2, 6, 10"},
    {"@Pad(before = {0, 17}, mode = PadMode.REFLECT)", "2, 33", "2, 50"},
    {"@Pad(before = 2, after = 20, mode = PadMode.REPLICATE)", "3", "25"},
    {"@Pad(before = {2, 1}, after = {1, 17}, mode = PadMode.REPLICATE)", "2, 16", "5, 34"},
    {"@Pad", "3, 5", "3, 5"},
  };

  @TestFactory
  Stream<DynamicTest> moves() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < CASES.length; i++) {
      String[] c = CASES[i];
      harness.add(
          c[0] + " of " + c[1],
          OpHarness.batch(i),
          """
          @Input(3) Tensor v();
          @Input({%2$s}) Tensor direct();
          @Label(%5$d) Tensor target();
          @Dense(units = %4$d, activation = TANH) Tensor flat(Tensor v);
          @Reshape({%2$s}) Tensor x(Tensor flat);
          %1$s @Output Tensor y(Tensor x);
          %1$s @Output Tensor ofInput(Tensor direct);
          @Reshape({%3$s}) Tensor same(Tensor y);
          @Flatten Tensor all(Tensor same);
          @MeanSquaredErrorLoss Tensor loss(Tensor all, Tensor target);
          """
              .formatted(
                  c[0], c[1], c[2], ArithmeticTest.elements(c[1]), ArithmeticTest.elements(c[2])));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> concatAlongEachAxis() {
    OpHarness harness = new OpHarness();
    for (int axis = 0; axis < 3; axis++) {
      int[] other = {2, 3, 17};
      other[axis] = 5;
      int size = 2 * 3 * 17 + other[0] * other[1] * other[2];
      harness.add(
          "concat along axis " + axis,
          OpHarness.batch(axis),
          """
          @Input(3) Tensor v();
          @Input({%2$d, %3$d, %4$d}) Tensor b();
          @Label(%5$d) Tensor target();
          @Dense(units = 102, activation = TANH) Tensor flat(Tensor v);
          @Reshape({2, 3, 17}) Tensor a(Tensor flat);
          @Concat(axis = %1$d) @Output Tensor ab(Tensor a, Tensor b);
          @Concat(axis = %1$d - 3) @Output Tensor ba(Tensor b, Tensor a);
          @Multiply Tensor c(@From("ab") Tensor l, @From("ba") Tensor r);
          @Flatten Tensor y(Tensor c);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(axis, other[0], other[1], other[2], size));
    }
    return harness.tests();
  }

  /** Between convolutions, where channels lie side by side. */
  @TestFactory
  Stream<DynamicTest> framesAroundImages() {
    OpHarness harness = new OpHarness();
    String[][] frames = {
      {"5, 7", "before = {0, 2}, after = {0, 1}"},
      {"7, 4, 5", "before = {0, 1, 2}, after = {0, 0, 3}"},
      {"17, 1, 1", "before = {0, 1, 0}, after = {0, 1, 2}"},
      {"16, 3, 6", "before = {0, 0, 1}"},
      {"33, 2, 3", "before = {0, 1, 1}, after = {0, 1, 1}"},
      {"5, 2, 3, 2", "before = {0, 1, 0, 1}, after = {0, 0, 2, 1}"},
      {"7, 3, 3", "before = {1, 1, 1}"},
    };
    for (int i = 0; i < frames.length; i++) {
      int rank = frames[i][0].split(",").length - 1;
      harness.add(
          "a frame around " + frames[i][0],
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @Conv%2$dd(filters = %3$s, kernel = 1, activation = TANH) Tensor h(Tensor x);
          @Pad(%4$s) @Output Tensor p(Tensor h);
          @Conv%2$dd(filters = 6, kernel = 1) Tensor u(Tensor p);
          @Conv%2$dd(filters = 6, kernel = 1) Tensor v(Tensor p);
          @MeanSquaredErrorLoss Tensor loss(Tensor u, Tensor v);
          """
              .formatted(frames[i][0], rank, frames[i][0].split(",")[0], frames[i][1]));
    }
    return harness.tests();
  }
}
