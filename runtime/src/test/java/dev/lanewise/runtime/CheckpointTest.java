package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.program.CounterRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CheckpointTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void namePath() {
    path = folder.resolve("checkpoint.safetensors");
  }

  /** A last minibatch of an epoch has fewer rows. */
  private static Dataset data() {
    float[] x = new float[3 * 37];
    float[] y = new float[5 * 37];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) CounterRandom.unit(1, i) - 0.5f;
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) CounterRandom.unit(2, i);
    }
    return Dataset.of("x", Column.floats(x, 3)).with("y", Column.floats(y, 5));
  }

  private static AffineNet net(int lanes, boolean doublePrecision) {
    return new AffineNet(lanes, 3, 5, false, doublePrecision, 8);
  }

  private static Trainer trainer(Network net, Optimizer optimizer) {
    return Trainer.of(net).optimizer(optimizer).seed(5).quiet().threads(1);
  }

  private static void assertSameWeights(Network expected, Network actual, double tolerance) {
    for (String name : new String[] {"z.weight", "z.bias"}) {
      assertArrayEquals(
          expected.parameterAsDoubles(name), actual.parameterAsDoubles(name), tolerance);
    }
  }

  private static void assertSameBits(Network expected, Network actual) {
    for (String name : new String[] {"z.weight", "z.bias"}) {
      assertArrayEquals(expected.parameterAsDoubles(name), actual.parameterAsDoubles(name));
    }
  }

  private void assertResumes(Optimizer optimizer, boolean doublePrecision) throws IOException {
    AffineNet whole = net(8, doublePrecision);
    trainer(whole, optimizer).epochs(5).fit(data());

    AffineNet first = net(8, doublePrecision);
    Trainer before = trainer(first, optimizer);
    before.epochs(2).fit(data());
    before.saveCheckpoint(path);
    AffineNet second = net(8, doublePrecision);
    Trainer after = trainer(second, optimizer).seed(99).loadCheckpoint(path);
    assertSameBits(first, second);
    History history = after.epochs(3).fit(data());
    assertEquals(5, history.last().number());
    assertSameBits(whole, second);

    before.epochs(3).fit(data());
    assertSameBits(whole, first);

    AffineNet wider = net(16, doublePrecision);
    trainer(wider, optimizer).loadCheckpoint(path).epochs(3).fit(data());
    assertSameWeights(whole, wider, doublePrecision ? 1e-12 : 1e-5);
  }

  @ParameterizedTest
  @MethodSource("dev.lanewise.runtime.OptimizersTest#all")
  void twoAndThreeEpochsAreFiveInEveryBit(Optimizer optimizer) throws IOException {
    assertResumes(optimizer, false);
    assertResumes(optimizer, true);
  }

  @Test
  void theFileIsSafetensorsInCanonicalOrder() throws IOException {
    AffineNet net = net(8, false);
    Trainer trainer = trainer(net, Adam.withLearningRate(0.1));
    trainer.epochs(1).fit(data());
    trainer.saveCheckpoint(path);
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    assertTrue(
        text.contains(
            "{\"__metadata__\":{\"checkpoint\":\"1\",\"epochs\":\"1\",\"format\":\"pt\","
                + "\"optimizer\":\"Adam\",\"seed\":\"5\",\"steps\":\"5\",\"updates\":\"5\"}"),
        text);
    assertTrue(text.contains("\"Adam.exp_avg.z.weight\":{\"dtype\":\"F32\",\"shape\":[5,3]"), text);
    assertTrue(text.contains("\"Adam.exp_avg_sq.z.bias\":{\"dtype\":\"F32\",\"shape\":[5]"), text);
    AffineNet other = net(16, false);
    assertEquals(4, other.loadMatching(path).differences().size(), "the optimiser's arrays");
    assertSameBits(net, other);
    byte[] saved = Files.readAllBytes(path);
    trainer(net(16, false), Adam.withLearningRate(0.1)).loadCheckpoint(path).saveCheckpoint(path);
    assertArrayEquals(saved, Files.readAllBytes(path), "whatever the width");
  }

  @Test
  void aTrainerThatHasNotBegunIsSavedToo() throws IOException {
    trainer(net(8, false), Adagrad.withLearningRate(0.1).initialSum(0.5)).saveCheckpoint(path);
    AffineNet resumed = net(8, false);
    Optimizer other = Adagrad.withLearningRate(0.1);
    trainer(resumed, other).loadCheckpoint(path).fit(data());
    AffineNet direct = net(8, false);
    trainer(direct, Adagrad.withLearningRate(0.1).initialSum(0.5)).fit(data());
    assertSameBits(direct, resumed);
  }

  @Test
  void theRateMayChangeBetweenCheckpoints() throws IOException {
    AffineNet net = net(8, false);
    Trainer trainer = trainer(net, Sgd.withLearningRate(0.1).momentum(0.9));
    trainer.fit(data());
    trainer.saveCheckpoint(path);
    AffineNet still = net(8, false);
    trainer(still, Sgd.withLearningRate(0).momentum(0.9)).loadCheckpoint(path).fit(data());
    assertSameBits(net, still);
  }

  private static String refusal(Trainer trainer, Path path) {
    return assertThrows(IOException.class, () -> trainer.loadCheckpoint(path)).getMessage();
  }

  @Test
  void anotherOptimizersCheckpointIsRefusedWithAllDifferences() throws IOException {
    Trainer momentum = trainer(net(8, false), Sgd.withLearningRate(0.1).momentum(0.9));
    momentum.saveCheckpoint(path);
    String message = refusal(trainer(net(8, false), Sgd.withLearningRate(0.1)), path);
    assertEquals(
        path
            + " does not hold a checkpoint of Affine:"
            + " unexpected \"Sgd.momentum_buffer.z.weight\" 5x3;"
            + " unexpected \"Sgd.momentum_buffer.z.bias\" 5",
        message);
    message = refusal(trainer(net(8, false), Lion.withLearningRate(0.1)), path);
    assertTrue(message.contains(": its optimizer is Sgd, expected Lion; unexpected"), message);
    assertTrue(message.endsWith("missing \"Lion.exp_avg.z.bias\" 5"), message);
  }

  @Test
  void plainWeightsAreNoCheckpoint() throws IOException {
    AffineNet net = net(8, false);
    net.save(path);
    String message = refusal(trainer(net, Sgd.withLearningRate(0.1)), path);
    assertTrue(message.contains("its checkpoint is null, expected 1"), message);
    assertTrue(message.contains("its updates is null, expected a whole number from 0"), message);
  }

  @Test
  void impossibleCountersAreRefused() throws IOException {
    Trainer trainer = trainer(net(8, false), Sgd.withLearningRate(0.1));
    trainer.saveCheckpoint(path);
    byte[] saved = Files.readAllBytes(path);
    String text = new String(saved, StandardCharsets.ISO_8859_1);
    for (String bad : new String[] {"-1", "xx", "3000000000", "99"}) {
      String edited = text.replace("\"epochs\":\"0\"", "\"epochs\":\"" + bad + "\"");
      byte[] bytes = edited.getBytes(StandardCharsets.ISO_8859_1);
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      header.putLong(0, header.getLong(0) + edited.length() - text.length());
      Files.write(path, bytes);
      if (bad.equals("99")) {
        assertEquals(100, trainer.loadCheckpoint(path).fit(data()).last().number());
      } else {
        assertTrue(refusal(trainer, path).contains("its epochs is " + bad), bad);
      }
    }
  }

  @Test
  void aRefusedCheckpointChangesNothing() throws IOException {
    Optimizer optimizer = Adam.withLearningRate(0.1);
    AffineNet net = net(8, false);
    Trainer trainer = trainer(net, optimizer);
    trainer.epochs(2).fit(data());
    trainer.saveCheckpoint(path);
    byte[] saved = Files.readAllBytes(path);
    Trainer other = trainer(net(8, false), optimizer);
    other.fit(data());
    other.saveCheckpoint(path);
    byte[] later = Files.readAllBytes(path);
    assertFalse(Arrays.equals(saved, later));
    for (int length : new int[] {0, 7, 20, later.length / 2, later.length - 1}) {
      Files.write(path, Arrays.copyOf(later, length));
      refusal(trainer, path);
    }
    trainer.saveCheckpoint(path);
    assertArrayEquals(saved, Files.readAllBytes(path));
  }

  @Test
  void aNetworkAtWorkIsNotResumed() throws IOException {
    AffineNet net = net(8, false);
    Trainer second = trainer(net, Sgd.withLearningRate(0.1));
    second.saveCheckpoint(path);
    net.phaseHook =
        (phase, from, to, rows) -> {
          Thread thread =
              new Thread(() ->
                  assertThrows(IllegalStateException.class, () -> second.loadCheckpoint(path)));
          Throwable[] failure = new Throwable[1];
          thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
          thread.start();
          try {
            thread.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          assertEquals(null, failure[0]);
        };
    trainer(net, Sgd.withLearningRate(0.1)).step(data());
  }
}
