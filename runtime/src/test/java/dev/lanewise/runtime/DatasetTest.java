package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.InputSpec.Kind;
import dev.lanewise.runtime.program.ModelSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DatasetTest {
  private final AffineNet classifier = AffineNet.classifier(3, 2, 4);
  private final AffineNet regression = AffineNet.regression(3, 2, 4);
  private final Column x = Column.floats(new float[15], 3);

  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  private static float[] staged(Column column, int row) {
    float[] staging = new float[column.width()];
    column.stage(row, staging, 0);
    return staging;
  }

  @Test
  void columnsOfAnyPrecisionStageIntoAnyPrecision() {
    double[] doubles = new double[4];
    Column.floats(new float[][] {{1, 2}, {3, 4}}).stage(1, doubles, 1);
    Column.doubles(new double[][] {{0.1, 0.2}}).stage(0, doubles, 0);
    assertArrayEquals(new double[] {0.1, 0.2, 3, 4}, doubles);
    assertArrayEquals(new float[] {0.1f}, staged(Column.doubles(new double[] {5, 0.1}, 1), 1));
    assertArrayEquals(new float[] {7, 8}, staged(Column.floats(new float[] {5, 6, 7, 8}, 2), 1));
  }

  @Test
  void raggedAndEmptyColumnsAreRefused() {
    assertRefused(
        "row 1 has 1 values, row 0 has 2", () -> Column.floats(new float[][] {{1, 2}, {3}}));
    assertRefused(
        "expected one or more whole rows of 2 values, got 3 values",
        () -> Column.floats(new float[3], 2));
    assertThrows(IllegalArgumentException.class, () -> Column.floats(new float[0][]));
    assertThrows(IllegalArgumentException.class, () -> Column.doubles(new double[][] {{}}));
    assertThrows(IllegalArgumentException.class, () -> Column.labels());
    assertThrows(IllegalArgumentException.class, () -> Column.unsignedBytes(new byte[4], -2));
  }

  @Test
  void columnsHaveEqualRowsAndDifferentNames() {
    Dataset data = Dataset.of("x", x);
    assertRefused(
        "column \"y\" has 2 rows, the data set has 5", () -> data.with("y", Column.labels(0, 1)));
    assertRefused("two columns \"x\"", () -> data.with("x", x));
    Dataset slice = data.slice(0, 2);
    assertThrows(IllegalStateException.class, () -> slice.with("y", Column.labels(0, 1)));
  }

  @Test
  void slicesAndSplitsKeepTheOrder() {
    Dataset data = Dataset.of("x", Column.floats(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 1));
    Dataset.Split split = data.split(0.7);
    assertEquals(7, split.first().size());
    assertEquals(3, split.rest().size());
    Dataset last = split.rest().slice(1, 3);
    assertEquals(8, last.offset());
    assertEquals(2, last.size());
    assertRefused("expected one or more of rows 0 to 2, got 1 to 1", () -> last.slice(1, 1));
    assertRefused("expected one or more of rows 0 to 2, got 0 to 3", () -> last.slice(0, 3));
    assertRefused("expected one or more of rows 0 to 2, got -1 to 1", () -> last.slice(-1, 1));
    assertRefused("fraction 1.0 leaves a part of 10 rows empty", () -> data.split(1));
    assertRefused("fraction NaN leaves a part of 10 rows empty", () -> data.split(Double.NaN));
  }

  @Test
  void missingColumnsAreAllNamed() {
    Dataset data = Dataset.of("xs", x);
    assertRefused(
        "the data set with columns xs does not fit Affine: there is no column \"x\","
            + " did you mean \"xs\"?; there is no column \"y\"",
        () -> Feed.of(classifier.spec(), data));
  }

  @Test
  void columnsThatDoNotFitAreAllNamed() {
    Dataset data = Dataset.of("x", Column.floats(new float[4], 2)).with("y", Column.labels(0, 1));
    assertRefused(
        "the data set with columns x, y does not fit Affine: column \"x\" has 2 values a row,"
            + " expected 3; column \"y\" must hold reals, not class labels",
        () -> Feed.of(regression.spec(), data));
  }

  @Test
  void labelsAreCheckedAgainstTheClassesOfTheRowsInUse() {
    Dataset data = Dataset.of("x", x).with("y", Column.labels(0, 1, 0, 2, 1));
    assertEquals(3, Feed.of(classifier.spec(), data.slice(0, 3)).size());
    assertRefused(
        "the data set with columns x, y does not fit Affine: column \"y\" has a label that is"
            + " not from 0 to 1 in row 1",
        () -> Feed.of(classifier.spec(), data.slice(2, 5)));
    Dataset reals = Dataset.of("x", x).with("y", Column.floats(new float[5], 1));
    assertRefused(
        "the data set with columns x, y does not fit Affine: column \"y\" must hold class"
            + " labels: make it with Column.labels",
        () -> Feed.of(classifier.spec(), reals));
  }

  @Test
  void intsAreCheckedByWhatTheyAre() {
    ModelSpec words =
        new ModelSpec(
            "Words",
            false,
            4,
            List.of(
                new InputSpec("words", Kind.TOKENS, new int[] {3}, 10),
                new InputSpec("words.steps", Kind.STEPS, new int[0], 3),
                new InputSpec("tags", Kind.CLASS_LABEL, new int[] {3}, 5, -100)),
            List.of(),
            List.of());
    int[] tokens = {0, 9, 5, 1, 1, 1};
    Column tags = Column.ints(new int[] {0, 4, -100, 3, -100, 0}, 3);
    Dataset sound =
        Dataset.of("words", Column.ints(tokens, 3))
            .with("words.steps", Column.labels(1, 3))
            .with("tags", tags);
    assertEquals(2, Feed.of(words, sound).size());
    Dataset faulty =
        Dataset.of("words", Column.ints(new int[] {0, 1, 2, 3, 10, 5}, 3))
            .with("words.steps", Column.labels(0, 3))
            .with("tags", Column.ints(new int[] {0, 4, -1, 3, 4, 0}, 3));
    assertRefused(
        "the data set with columns words, words.steps, tags does not fit Words: column \"words\" has"
            + " a token that is not from 0 to 9 in row 1; column \"words.steps\" has a number of"
            + " steps that is not from 1 to 3 in row 0; column \"tags\" has a label that is not from"
            + " 0 to 4, or -100 for none in row 0",
        () -> Feed.of(words, faulty));
    Dataset other =
        Dataset.of("words", Column.floats(new float[6], 3))
            .with("words.steps", Column.ints(new int[] {1, 1, 1, 1}, 2))
            .with("tags", tags);
    assertRefused(
        "the data set with columns words, words.steps, tags does not fit Words: column \"words\""
            + " must hold tokens: make it with Column.ints; column \"words.steps\" has 2 values a"
            + " row, expected 1",
        () -> Feed.of(words, other));
  }
}
