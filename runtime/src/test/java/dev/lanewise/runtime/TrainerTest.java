package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.program.CounterRandom;
import dev.lanewise.runtime.program.Reals;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TrainerTest {
  /** Rows of which {@code y = (sum of x, 1 - x0)}. */
  private static Dataset linear(int rows, int inputs) {
    float[][] x = new float[rows][inputs];
    float[][] y = new float[rows][2];
    for (int row = 0; row < rows; row++) {
      y[row][1] = 1;
      for (int i = 0; i < inputs; i++) {
        x[row][i] = (float) CounterRandom.unit(row, i) * 2 - 1;
        y[row][0] += x[row][i];
      }
      y[row][1] -= x[row][0];
    }
    return Dataset.of("x", Column.floats(x)).with("y", Column.floats(y));
  }

  /** Rows whose class is whether x0 is positive. */
  private static Dataset classified(int rows) {
    float[][] x = new float[rows][2];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      x[row][0] = (float) CounterRandom.unit(row, 0) * 2 - 1;
      x[row][1] = (float) CounterRandom.unit(row, 1);
      labels[row] = x[row][0] > 0 ? 1 : 0;
    }
    return Dataset.of("x", Column.floats(x)).with("y", Column.labels(labels));
  }

  private static Trainer quiet(Network net) {
    return Trainer.of(net).quiet().threads(1);
  }

  @Test
  void oneStepIsTheTextbooks() {
    AffineNet net = AffineNet.regression(2, 2, 4);
    net.parameter("z.weight", new float[] {1, 2, 3, 4});
    net.parameter("z.bias", new float[] {0, 1});
    Dataset data =
        Dataset.of("x", Column.floats(new float[][] {{1, 1}, {2, 0}}))
            .with("y", Column.floats(new float[][] {{1, 8}, {2, 9}}));
    Trainer trainer = quiet(net).optimizer(Sgd.withLearningRate(0.5));
    // z = (3, 8), (2, 7): errors (2, 0), (0, -2); loss (4 + 4) / 4; zGrad = error / 2
    assertEquals(2, trainer.step(data));
    assertArrayEquals(new float[] {1, 1, -2, 0}, trainer.gradient("z.weight"));
    assertArrayEquals(new double[] {1, -1}, trainer.gradientAsDoubles("z.bias"));
    assertArrayEquals(new float[] {0.5f, 1.5f, 4, 4}, net.parameter("z.weight"));
    assertArrayEquals(new float[] {-0.5f, 1.5f}, net.parameter("z.bias"));
  }

  /**
   * The gradients of the textbook's step are 1, 1, -2, 0 and 1, -1; their norm is the root of 8.
   */
  private static Trainer textbook(AffineNet net) {
    net.parameter("z.weight", new float[] {1, 2, 3, 4});
    net.parameter("z.bias", new float[] {0, 1});
    return quiet(net).optimizer(Sgd.withLearningRate(1));
  }

  private static Dataset twoRows() {
    return Dataset.of("x", Column.floats(new float[][] {{1, 1}, {2, 0}}))
        .with("y", Column.floats(new float[][] {{1, 8}, {2, 9}}));
  }

  @Test
  void gradientsAreClippedToANorm() {
    AffineNet net = AffineNet.regression(2, 2, 4);
    Trainer trainer = textbook(net).clipGradientNorm(Math.sqrt(2));
    trainer.step(twoRows());
    assertEquals(Math.sqrt(2), trainer.gradientNorm(), 1e-5);
    assertArrayEquals(new float[] {0.5f, 1.5f, 4, 4}, net.parameter("z.weight"), 1e-5f);
    assertArrayEquals(new float[] {-0.5f, 1.5f}, net.parameter("z.bias"), 1e-5f);
  }

  @Test
  void aSmallNormStays() {
    AffineNet net = AffineNet.regression(2, 2, 4);
    Trainer trainer = textbook(net).clipGradientNorm(3);
    assertThrows(IllegalStateException.class, trainer::gradientNorm);
    trainer.step(twoRows());
    assertEquals(Math.sqrt(8), trainer.gradientNorm(), 1e-6);
    assertArrayEquals(new float[] {0, 1, 5, 4}, net.parameter("z.weight"));
  }

  @Test
  void elementsAreClippedBeforeTheNorm() {
    AffineNet net = AffineNet.regression(2, 2, 4);
    Trainer trainer = textbook(net).clipGradientValue(0.5).clipGradientNorm(2);
    trainer.step(twoRows());
    assertEquals(Math.sqrt(5) / 2, trainer.gradientNorm(), 1e-6);
    assertArrayEquals(new float[] {0.5f, 1.5f, 3.5f, 4}, net.parameter("z.weight"));
    for (double limit : new double[] {0, -1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> trainer.clipGradientNorm(limit));
      assertThrows(IllegalArgumentException.class, () -> trainer.clipGradientValue(limit));
    }
  }

  @Test
  void oddSizesAndDoublesAreClippedToo() {
    double[] doubles = {3, -4, 12, 7};
    assertEquals(13, Clipping.norm(doubles, 3), 1e-12);
    new Clipping(5, 2.5).apply(doubles, 3);
    assertArrayEquals(new double[] {3, -4, 5, 7}, scaled(doubles, Math.sqrt(50) / 2.5), 1e-5);
    float[] floats = {1, 2, 2};
    assertEquals(3, Clipping.norm(floats, 3), 1e-12);
  }

  /** The first three times a factor; what lies behind them is not the parameters'. */
  private static double[] scaled(double[] values, double factor) {
    return new double[] {values[0] * factor, values[1] * factor, values[2] * factor, values[3]};
  }

  @Test
  void aStepTakesAtMostABatch() {
    AffineNet net = AffineNet.regression(3, 2, 4);
    List<Integer> rows = new ArrayList<>();
    net.phaseHook = (phase, from, to, r) -> rows.add(r);
    quiet(net).batch(3).step(linear(10, 3));
    assertEquals(List.of(3, 3), rows);
    quiet(net).step(linear(2, 3));
    assertEquals(List.of(3, 3, 2, 2), rows);
  }

  @Test
  void thereIsNoGradientBeforeAStepNorOfAnUnknownName() {
    Trainer trainer = quiet(AffineNet.regression(3, 2, 4));
    assertThrows(IllegalStateException.class, () -> trainer.gradient("z.bias"));
    trainer.step(linear(4, 3));
    assertThrows(IllegalArgumentException.class, () -> trainer.gradient("bias"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLinearFunctionIsLearnt(boolean doublePrecision) {
    AffineNet net = new AffineNet(3, 2, false, doublePrecision, 16);
    History history =
        quiet(net)
            .optimizer(Sgd.withLearningRate(0.1).momentum(0.9))
            .epochs(100)
            .validation(linear(50, 3))
            .fit(linear(200, 3));
    assertArrayEquals(new float[] {1, 1, 1, -1, 0, 0}, net.parameter("z.weight"), 1e-5f);
    assertArrayEquals(new float[] {0, 1}, net.parameter("z.bias"), 1e-5f);
    assertEquals(100, history.epochs().size());
    assertTrue(history.epochs().getFirst().loss() > 0.01);
    assertTrue(history.last().loss() < 1e-10);
    assertTrue(history.last().meanSquaredError().orElseThrow() < 1e-10);
    assertTrue(history.last().accuracy().isEmpty());
    assertTrue(history.last().seconds() > 0 && history.last().samplesPerSecond() > 0);
  }

  @Test
  void classesAreLearntAndAccuracyIsMeasured() {
    AffineNet net = AffineNet.classifier(2, 2, 16);
    History history =
        quiet(net)
            .optimizer(Adam.withLearningRate(0.05))
            .epochs(30)
            .validation(classified(333))
            .fit(classified(500));
    assertTrue(history.epochs().getFirst().loss() > 2 * history.last().loss());
    assertTrue(history.last().accuracy().orElseThrow() > 0.97);
    assertTrue(history.last().meanSquaredError().isEmpty());
  }

  @Test
  void accuracyIsTheShareOfRowsWhoseClassHasTheLargestOutput() {
    AffineNet net = AffineNet.classifier(1, 2, 2);
    net.parameter("z.weight", new float[] {0, 1});
    net.parameter("z.bias", new float[] {0, 0});
    Dataset data =
        Dataset.of("x", Column.floats(new float[] {1, -1, 2, -2, 0}, 1))
            .with("y", Column.labels(1, 0, 0, 1, 0));
    try (Team team = new Team(2)) {
      Evaluation found = Validation.of(net, data, 2).measure(team);
      // Equal outputs count as the first class.
      assertEquals(3 / 5.0, found.accuracy().orElseThrow());
      assertEquals(found, Evaluation.of(net, data));
    }
  }

  @Test
  void anEvaluationOfRealsIsTheMeanSquareOfRowsAndElements() {
    AffineNet net = AffineNet.regression(1, 2, 2);
    net.parameter("z.weight", new float[] {1, -1});
    net.parameter("z.bias", new float[] {0, 0});
    Dataset data =
        Dataset.of("x", Column.floats(new float[] {1, 2, 3}, 1))
            .with("y", Column.floats(new float[] {1, -1, 2, -4, 6, -3}, 2));
    Evaluation found = Evaluation.of(net, data);
    assertEquals((4 + 9) / 6.0, found.meanSquaredError().orElseThrow(), 1e-15);
    assertTrue(found.accuracy().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theBitsDependOnTheSeedAndNotOnTheNumberOfThreads(boolean doublePrecision) {
    // Wide enough for a parallel sweep, and a last minibatch of 7 rows.
    Dataset data = linear(39, 1500);
    List<Object> weights = new ArrayList<>();
    List<History.Epoch> epochs = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3, 1}) {
      AffineNet net = new AffineNet(1500, 2, false, doublePrecision, 16);
      History history =
          quiet(net)
              .threads(threads)
              .seed(weights.size() == 3 ? 8 : 7)
              .epochs(3)
              .validation(data)
              .fit(data);
      weights.add(net.master());
      epochs.add(history.last());
    }
    for (int i = 1; i < 3; i++) {
      assertArrayEquals(Reals.toDoubles(weights.get(0)), Reals.toDoubles(weights.get(i)));
      assertEquals(epochs.get(0).loss(), epochs.get(i).loss());
      assertEquals(epochs.get(0).meanSquaredError(), epochs.get(i).meanSquaredError());
    }
    assertFalse(
        Arrays.equals(Reals.toDoubles(weights.get(0)), Reals.toDoubles(weights.get(3))),
        "another seed, other bits");
  }

  /** The values of x0 in the order in which they are trained, where x0 is the row's number. */
  private static List<Integer> order(long seed, int epochs, int rows, int batch) {
    AffineNet net = AffineNet.regression(1, 1, batch);
    float[] numbers = new float[rows];
    for (int i = 0; i < rows; i++) {
      numbers[i] = i;
    }
    List<Integer> order = new ArrayList<>();
    Trainer trainer = quiet(net).optimizer(Sgd.withLearningRate(0)).seed(seed).epochs(epochs);
    float[] staged = (float[]) net.staged;
    net.phaseHook =
        (phase, from, to, n) -> {
          for (int i = 0; phase == 0 && i < n; i++) {
            order.add((int) staged[i]);
          }
        };
    trainer.fit(Dataset.of("x", Column.floats(numbers, 1)).with("y", Column.floats(numbers, 1)));
    return order;
  }

  @Test
  void everyEpochTrainsEveryRowOnceInAnOrderOfItsOwn() {
    List<Integer> order = order(5, 2, 103, 16);
    assertEquals(206, order.size());
    List<Integer> first = order.subList(0, 103);
    List<Integer> second = order.subList(103, 206);
    assertNotEquals(first, second);
    for (List<Integer> epoch : List.of(first, second)) {
      List<Integer> sorted = new ArrayList<>(epoch);
      Collections.sort(sorted);
      for (int i = 0; i < 103; i++) {
        assertEquals(i, sorted.get(i));
      }
      assertNotEquals(sorted, epoch);
    }
    assertEquals(order, order(5, 2, 103, 16));
    assertEquals(order, order(5, 2, 103, 10), "the order does not depend on the batch");
    assertNotEquals(order, order(6, 2, 103, 16));
  }

  @Test
  void theLastMinibatchOfAnEpochHasTheRowsThatAreLeft() {
    AffineNet net = AffineNet.regression(3, 2, 4);
    List<Integer> rows = new ArrayList<>();
    net.phaseHook =
        (phase, from, to, r) -> {
          if (phase == 0) {
            rows.add(r);
          }
        };
    quiet(net).epochs(2).fit(linear(10, 3));
    assertEquals(List.of(4, 4, 2, 4, 4, 2), rows);
  }

  @Test
  void theLossOfAnEpochIsTheMeanOverItsRows() {
    AffineNet net = AffineNet.regression(3, 2, 4);
    double[] losses = {1, 2, 6};
    AtomicInteger step = new AtomicInteger();
    net.lossHook = loss -> losses[step.getAndIncrement()];
    assertEquals((4 * 1 + 4 * 2 + 2 * 6) / 10.0, quiet(net).fit(linear(10, 3)).last().loss());
  }

  @Test
  void aSecondFitGoesOnWhereTheFirstEnded() {
    Dataset data = linear(30, 3);
    AffineNet once = AffineNet.regression(3, 2, 4);
    quiet(once).epochs(5).fit(data);
    AffineNet twice = AffineNet.regression(3, 2, 4);
    Trainer trainer = quiet(twice).epochs(2);
    trainer.fit(data);
    assertEquals(3, trainer.epochs(3).fit(data).epochs().getFirst().number());
    assertArrayEquals((float[]) once.master(), (float[]) twice.master());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aLossThatIsNotFiniteStopsTrainingAtThePublishedWeights(int threads) {
    AffineNet net = AffineNet.regression(3, 2, 4);
    Dataset data = linear(10, 3);
    quiet(net).fit(data);
    float[] afterOne = ((float[]) net.master()).clone();
    AtomicInteger step = new AtomicInteger();
    net.lossHook = loss -> step.incrementAndGet() == 5 ? Double.NaN : loss;
    Trainer trainer = quiet(net).threads(threads).epochs(3);
    TrainingException e = assertThrows(TrainingException.class, () -> trainer.fit(data));
    assertEquals(2, e.epoch());
    assertEquals(2, e.step());
    assertEquals(
        "Affine: the loss is NaN (epoch 2, step 2); the weights published last are kept."
            + " Try a smaller learning rate",
        e.getMessage());
    assertNotEquals(afterOne[12], ((float[]) net.master())[12], "epoch 1 counts");
    assertArrayEquals((float[]) net.batched(), (float[]) net.master());
    trainer.fit(data); // and it can go on
  }

  @Test
  void weightsThatOverflowInTheLastStepAreNotPublished() {
    AffineNet net = AffineNet.regression(3, 2, 16);
    Object published = net.batched();
    Trainer trainer = quiet(net).optimizer(Sgd.withLearningRate(1e39));
    TrainingException e = assertThrows(TrainingException.class, () -> trainer.fit(linear(10, 3)));
    assertTrue(e.getMessage().contains("weights are no longer finite"), e.getMessage());
    assertSame(published, net.batched());
    assertArrayEquals((float[]) published, (float[]) net.master());
  }

  @Test
  void aSingleStepWithALossThatIsNotFiniteKeepsTheWeights() {
    AffineNet net = AffineNet.regression(3, 2, 4);
    Trainer trainer = quiet(net);
    trainer.step(linear(4, 3));
    float[] before = ((float[]) net.master()).clone();
    net.lossHook = loss -> Double.POSITIVE_INFINITY;
    TrainingException e = assertThrows(TrainingException.class, () -> trainer.step(linear(4, 3)));
    assertEquals(0, e.epoch());
    assertEquals(2, e.step());
    assertArrayEquals(before, (float[]) net.master());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anExceptionInAPhaseReachesTheCallerAndEndsTheThreads(int threads) {
    AffineNet net = AffineNet.regression(3, 2, 4);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    net.phaseHook =
        (phase, from, to, rows) -> {
          seen.add(Thread.currentThread());
          if (phase == 1 && to == 4) {
            throw new IllegalStateException("bad kernel");
          }
        };
    Trainer trainer = quiet(net).threads(threads);
    assertThrows(IllegalStateException.class, () -> trainer.fit(linear(10, 3)));
    assertEquals(threads, seen.size());
    seen.remove(Thread.currentThread());
    seen.forEach(thread -> assertFalse(thread.isAlive()));
    assertArrayEquals((float[]) net.batched(), (float[]) net.master());
  }

  @Test
  void theThreadsOfSingleStepsEndWithTheirTrainer() throws InterruptedException {
    AffineNet net = AffineNet.regression(3, 2, 4);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    net.phaseHook = (phase, from, to, rows) -> seen.add(Thread.currentThread());
    Trainer trainer = quiet(net).threads(2);
    trainer.step(linear(4, 3));
    trainer.step(linear(4, 3));
    assertEquals(2, seen.size(), "the second step finds the thread of the first");
    seen.remove(Thread.currentThread());
    Thread worker = seen.iterator().next();
    assertTrue(worker.isAlive());
    trainer = quiet(net);
    while (worker.isAlive()) {
      System.gc();
      worker.join(50);
    }
    trainer.step(linear(4, 3));
  }

  @Test
  void anInterruptedThreadTrainsToTheEndAndStaysInterrupted() {
    AffineNet net = AffineNet.regression(3, 2, 4);
    Thread.currentThread().interrupt();
    History history = quiet(net).threads(2).epochs(2).fit(linear(10, 3));
    assertTrue(Thread.interrupted());
    assertEquals(2, history.epochs().size());
  }

  @Test
  void readersSeeTheWeightsOfTheLastEpochWhileTheNextIsTrained() {
    AffineNet net = AffineNet.regression(3, 2, 4);
    List<Object> snapshots = new ArrayList<>();
    net.phaseHook = (phase, from, to, rows) -> snapshots.add(net.batched());
    quiet(net).epochs(2).fit(linear(12, 3));
    assertEquals(12, snapshots.size()); // 2 epochs of 3 steps of 2 phases
    for (int i = 0; i < 12; i++) {
      assertSame(snapshots.get(i < 6 ? 0 : 6), snapshots.get(i));
    }
    assertNotEquals(snapshots.get(0), snapshots.get(6));
    assertNotEquals(snapshots.get(6), net.batched());
  }

  @Test
  void whileANetworkIsTrainedNobodyElseMayChangeIt() throws InterruptedException {
    AffineNet net = AffineNet.regression(3, 2, 4);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    net.phaseHook =
        (phase, from, to, rows) -> {
          inside.countDown();
          try {
            tried.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Thread training = new Thread(() -> quiet(net).fit(linear(4, 3)));
    training.start();
    inside.await();
    Trainer second = quiet(net);
    assertThrows(IllegalStateException.class, () -> net.parameter("z.bias", new float[] {1, 2}));
    assertThrows(IllegalStateException.class, () -> second.fit(linear(4, 3)));
    assertEquals(2, net.parameter("z.bias").length, "reading is free");
    tried.countDown();
    training.join();
    net.parameter("z.bias", new float[] {1, 2});
  }

  @ParameterizedTest
  @MethodSource("dev.lanewise.runtime.OptimizersTest#all")
  void padsStayZeroInTraining(Optimizer optimizer) {
    AffineNet net = AffineNet.regression(3, 2, 4);
    quiet(net).optimizer(optimizer).epochs(3).fit(linear(10, 3));
    float[] master = (float[]) net.master();
    float[] pads = master.clone();
    for (int i = 0; i < 4; i++) {
      pads[AffineNet.OFFSET + 4 * i] = 0;
      pads[AffineNet.OFFSET + 4 * i + 1] = 0;
    }
    assertArrayEquals(new float[master.length], pads);
  }

  @Test
  void progressIsALineAnEpoch() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Trainer.of(AffineNet.classifier(2, 2, 16))
        .progress(stream)
        .epochs(2)
        .validation(classified(10))
        .fit(classified(50));
    Trainer.of(AffineNet.regression(3, 2, 16))
        .progress(stream)
        .validation(linear(10, 3))
        .fit(linear(50, 3));
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    String rates = "  \\d+\\.\\d\\d s  \\d+ samples/s";
    assertEquals(3, lines.size());
    String classes = "  loss \\d\\.\\d{4}  accuracy [01]\\.\\d{4}" + rates;
    assertTrue(lines.get(0).matches("Affine epoch 1/2" + classes), lines.get(0));
    assertTrue(lines.get(1).matches("Affine epoch 2/2" + classes), lines.get(1));
    String squares = "Affine epoch 1/1  loss \\d\\.\\d{4}  squared error [0-9.e-]+";
    assertTrue(lines.get(2).matches(squares + rates), lines.get(2));
  }

  @Test
  void impossibleSettingsAreRefused() {
    Trainer trainer = quiet(AffineNet.regression(3, 2, 4));
    assertThrows(IllegalArgumentException.class, () -> trainer.epochs(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.threads(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.batch(0));
    String message =
        assertThrows(IllegalArgumentException.class, () -> trainer.batch(5)).getMessage();
    assertEquals("expected 1 to 4 rows a step (the model's batch is the limit), got 5", message);
  }

  @Test
  void dataThatDoNotFitAreRefusedBeforeAnythingIsTrained() {
    AffineNet net = AffineNet.regression(3, 2, 4);
    net.phaseHook =
        (phase, from, to, rows) -> {
          throw new AssertionError("trained");
        };
    Trainer trainer = quiet(net).validation(Dataset.of("x", Column.labels(1)));
    assertThrows(IllegalArgumentException.class, () -> trainer.fit(linear(4, 2)));
    assertThrows(IllegalArgumentException.class, () -> trainer.step(linear(4, 2)));
    assertThrows(IllegalArgumentException.class, () -> trainer.fit(linear(4, 3)));
  }
}
