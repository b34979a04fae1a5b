package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.reference.Agreement;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Sgd;
import dev.lanewise.runtime.Streams;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that goes on with the states of the step before: windows, resets, checkpoints. */
class StatefulTest {
  private static final int ROWS = 5;
  private static final int STEPS = 4;
  private static final int WINDOWS = 3;

  /** So small a rate that the weights stay what they are. */
  private static final double STILL = 1e-30;

  private static final String CELL =
      """
      @Cell interface Echo {
        @Input Tensor x();
        @State(6) Tensor a();
        @State({2, 3}) Tensor b();
        @Concat Tensor xa(Tensor x, Tensor a);
        @Dense(units = 6, activation = TANH) @Next("a") Tensor nextA(Tensor xa);
        @Reshape({2, 3}) Tensor asB(Tensor nextA);
        @Add Tensor sum(Tensor asB, Tensor b);
        @Activation(SOFTSIGN) @Next("b") Tensor nextB(Tensor sum);
        @Flatten @Output Tensor y(Tensor nextB);
      }
      """;

  /** A product that waits for no state, of all steps of which the loss reads the mean. */
  private static final String MEAN =
      """
      @Model(batch = 5) @TruncatedBptt(k1 = 5, k2 = 2) interface Mean {
        @Cell interface Scores {
          @Input Tensor x();
          @State(7) Tensor h();
          @Concat Tensor xh(Tensor x, Tensor h);
          @Dense(units = 7, activation = TANH) @Next("h") Tensor next(Tensor xh);
          @Dense(units = 3) @Output Tensor y(Tensor next);
        }
        @SequenceInput(length = 5, features = 3) Tensor x();
        @Label(3) Tensor target();
        @Recurrent(Scores.class) Tensor steps(Tensor x);
        @ReduceMean(axes = 0) @Output Tensor y(Tensor steps);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target); }
      """;

  private static Compilation compilation;

  @BeforeAll
  static void compile() {
    compilation =
        Compilation.of(
            CELL,
            model("Window", 4, "(batch = 5, stateful = true)"),
            model("Few", 4, "(batch = 5) @TruncatedBptt(k1 = 4, k2 = 1)"),
            model("Whole", 12, "(batch = 5)"),
            MEAN);
  }

  private static String model(String name, int length, String annotation) {
    return """
    @Model%s interface %s {
      @SequenceInput(length = %d, features = 3) Tensor x();
      @Label({%3$d, 6}) Tensor target();
      @Lstm(units = 7, layers = 2) Tensor h(Tensor x);
      @Recurrent(Echo.class) @Output Tensor y(Tensor h);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target); }
    """
        .formatted(annotation, name, length);
  }

  private static Dataset data(int steps) {
    Random random = new Random(7);
    float[] x = new float[ROWS * STEPS * WINDOWS * 3];
    float[] target = new float[ROWS * STEPS * WINDOWS * 6];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() * 2 - 1;
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = random.nextFloat() * 2 - 1;
    }
    return Streams.of(ROWS, steps).floats("x", x, 3).floats("target", target, 6).dataset();
  }

  private static Dataset window(int number) {
    return data(STEPS).slice(number * ROWS, (number + 1) * ROWS);
  }

  private static Trainer trainer(Net net, double rate) {
    return Trainer.of(net.network()).optimizer(Sgd.withLearningRate(rate)).threads(2).quiet();
  }

  @Test
  void windowsAreTheWholeSequence() {
    for (int bits : Compilation.WIDTHS) {
      double whole = trainer(compilation.net("Whole", bits), STILL).step(data(STEPS * WINDOWS));
      Trainer windows = trainer(compilation.net("Window", bits), STILL);
      for (int pass = 0; pass < 2; pass++) {
        double sum = 0;
        for (int w = 0; w < WINDOWS; w++) {
          sum += windows.step(window(w));
        }
        assertEquals(whole, sum / WINDOWS, 1e-6, bits + " bits");
        windows.resetStates();
      }
    }
  }

  /** Nothing of a cell is learned from steps before, wherever it is computed. */
  @Test
  void theWholeStepLearnsOfTheLastOnesAlone() {
    Agreement.check(compilation, "Mean");
  }

  @Test
  void oneRowBeginsAnew() {
    Trainer trainer = trainer(compilation.net("Window", 512), STILL);
    double first = trainer.step(window(0));
    double on = trainer.step(window(0));
    assertNotEquals(first, on);
    for (int row = 0; row < ROWS; row++) {
      trainer.resetStates(row);
    }
    assertEquals(first, trainer.step(window(0)));
    trainer.resetStates(2);
    double mixed = trainer.step(window(0));
    assertTrue(mixed != first && mixed != on, first + ", " + on + ", " + mixed);
    assertThrows(IndexOutOfBoundsException.class, () -> trainer.resetStates(ROWS));
  }

  @Test
  void eachEpochBeginsAtZeroAndGoesInOrder() {
    Trainer trainer = trainer(compilation.net("Window", 256), STILL).epochs(2);
    var history = trainer.fit(data(STEPS));
    double whole = trainer(compilation.net("Whole", 256), STILL).step(data(STEPS * WINDOWS));
    history.epochs().forEach(epoch -> assertEquals(whole, epoch.loss(), 1e-6));
  }

  @Test
  void checkpointsHoldTheStatesAtAnyWidth(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("window.safetensors");
    Net net = compilation.net("Window", 512);
    Trainer trainer = trainer(net, 0.1);
    trainer.step(window(0));
    trainer.saveCheckpoint(file);
    double next = trainer.step(window(1));
    double[] weights = net.parameters().get("h.weight_hh_l0");
    Net same = compilation.net("Window", 512);
    assertEquals(next, trainer(same, 0.1).loadCheckpoint(file).step(window(1)));
    assertArrayEquals(weights, same.parameters().get("h.weight_hh_l0"));
    for (int bits : Compilation.WIDTHS) {
      Trainer resumed = trainer(compilation.net("Window", bits), 0.1).loadCheckpoint(file);
      assertEquals(next, resumed.step(window(1)), 1e-6, bits + " bits");
    }
  }

  @Test
  void rowsThatCannotGoOnAreRefused() {
    Trainer trainer = trainer(compilation.net("Window", 512), STILL);
    Dataset alone =
        Dataset.of("x", Column.floats(new float[ROWS * STEPS * 3], STEPS * 3))
            .with("target", Column.floats(new float[ROWS * STEPS * 6], STEPS * 6));
    assertRefused(
        "Window is stateful: each row of a step goes on in the next one. Expected a data set of 5 streams, as"
            + " Streams.of(5, steps) makes it, got rows of their own",
        () -> trainer.fit(alone));
    assertRefused(
        "Window is stateful: expected the next rows of all 5 streams, got 3",
        () -> trainer.step(alone.slice(0, 3)));
    Trainer four = trainer(compilation.net("Window", 512), STILL).batch(4);
    String message =
        assertThrows(IllegalArgumentException.class, () -> four.fit(data(STEPS))).getMessage();
    assertTrue(message.endsWith("got 5 streams"), message);
  }

  private static void assertRefused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }

  @Test
  void theCardSaysWhatStays() {
    String card = compilation.net("Window", 512).network().summary();
    assertTrue(card.contains("states stay from one training step to the next"), card);
    assertTrue(bytesKept("Few") < bytesKept("Window") / 2, "Few " + bytesKept("Few"));
    assertEquals(3 * bytesKept("Window"), bytesKept("Whole"));
  }

  /** Of all steps, for a sample. */
  private static long bytesKept(String model) {
    String card = compilation.net(model, 512).network().summary();
    Matcher bytes = Pattern.compile("sample, ([0-9,]+) of all steps").matcher(card);
    assertTrue(bytes.find(), card);
    return Long.parseLong(bytes.group(1).replace(",", ""));
  }
}
