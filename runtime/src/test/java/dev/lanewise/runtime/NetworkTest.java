package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.program.Reals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTest {
  private static final float[] WEIGHT = {1, 2, 3, 4, 5, 6};

  @TempDir Path folder;

  private final AffineNet net = AffineNet.regression(3, 2, 4);

  @Test
  void parametersAreReadAndSetInCanonicalOrderWithoutPads() {
    net.parameter("z.weight", WEIGHT);
    net.parameter("z.bias", new double[] {8, 9});
    assertArrayEquals(WEIGHT, net.parameter("z.weight"));
    assertArrayEquals(new double[] {8, 9}, net.parameterAsDoubles("z.bias"));
    float[] packed = new float[12 + 12 + 4];
    System.arraycopy(new float[] {1, 4, 0, 0, 2, 5, 0, 0, 3, 6, 0, 0, 8, 9}, 0, packed, 12, 14);
    assertArrayEquals(packed, (float[]) net.master());
  }

  @Test
  void latencyWeightsArePackedFromThePublishedOnesOnce() {
    net.parameter("z.weight", WEIGHT);
    net.parameter("z.bias", new float[] {8, 9});
    Object latency = net.latency();
    assertArrayEquals(new float[] {8, 9, 1, 2, 3, 4, 5, 6}, (float[]) latency);
    assertSame(latency, net.latency());
    net.parameter("z.bias", new float[] {0, 9});
    assertNotSame(latency, net.latency());
    assertArrayEquals(new float[] {8, 9, 1, 2, 3, 4, 5, 6}, (float[]) latency, "as published");
  }

  @Test
  void changesOfTheMasterAreSeenOnlyWhenPublished() {
    float[] before = net.parameter("z.bias");
    Object snapshot = net.batched();
    net.exclusively(() -> {
      ((float[]) net.master())[AffineNet.OFFSET + 12] = 77;
      assertArrayEquals(before, net.parameter("z.bias"));
      assertSame(snapshot, net.batched());
      net.publish();
      return net;
    });
    assertEquals(77, net.parameter("z.bias")[0]);
    assertNotSame(snapshot, net.batched());
    assertEquals(before[0], ((float[]) snapshot)[AffineNet.OFFSET + 12]);
  }

  @Test
  void exclusiveWorkThatFailsLeavesThePublishedWeights() {
    float[] before = ((float[]) net.master()).clone();
    assertThrows(
        IllegalStateException.class,
        () ->
            net.exclusively(() -> {
              Arrays.fill((float[]) net.master(), 77);
              throw new IllegalStateException();
            }));
    assertArrayEquals(before, (float[]) net.master());
  }

  @Test
  void doubleModelsKeepDoubles() {
    AffineNet doubles = new AffineNet(3, 2, false, true, 4);
    doubles.parameter("z.bias", new double[] {0.1, 0.2});
    assertArrayEquals(new double[] {0.1, 0.2}, doubles.parameterAsDoubles("z.bias"));
    assertArrayEquals(new float[] {0.1f, 0.2f}, doubles.parameter("z.bias"));
    doubles.parameter("z.bias", new float[] {0.1f, 0.2f});
    assertArrayEquals(new double[] {0.1f, 0.2f}, doubles.parameterAsDoubles("z.bias"));
    assertTrue(doubles.latency() instanceof double[]);
  }

  @Test
  void copiesOfParametersAreCopies() {
    net.parameter("z.weight")[0] = 77;
    float[] given = {1, 2};
    net.parameter("z.bias", given);
    given[0] = 77;
    assertArrayEquals(new float[] {1, 2}, net.parameter("z.bias"));
    assertTrue(net.parameter("z.weight")[0] != 77);
  }

  @Test
  void wrongNamesAndLengthsAreRefused() {
    String name =
        assertThrows(IllegalArgumentException.class, () -> net.parameter("z.weigth")).getMessage();
    assertTrue(name.contains("did you mean \"z.weight\"?"), name);
    String length =
        assertThrows(IllegalArgumentException.class, () -> net.parameter("z.weight", new float[5]))
            .getMessage();
    assertEquals("Affine.z.weight: expected 2x3 = 6 values, got 5", length);
  }

  @Test
  void initialValuesAreFromTheSeedWithPadsZero() {
    assertArrayEquals(new float[] {0.25f, 0.25f}, net.parameter("z.bias"));
    assertArrayEquals((float[]) AffineNet.regression(3, 2, 4).master(), (float[]) net.master());
    float[] master = (float[]) net.master();
    for (int i = 0; i < 3; i++) {
      assertEquals(0, master[AffineNet.OFFSET + 4 * i + 2]);
      assertEquals(0, master[AffineNet.OFFSET + 4 * i + 3]);
    }
  }

  @Test
  void aSavedNetworkIsLoadedAgain() throws IOException {
    net.parameter("z.weight", WEIGHT);
    Path path = folder.resolve("net.safetensors");
    net.save(path);
    AffineNet loaded = AffineNet.load(path);
    assertArrayEquals((float[]) net.master(), (float[]) loaded.master());
    assertArrayEquals((float[]) net.latency(), (float[]) loaded.latency());
    AffineNet doubles = new AffineNet(3, 2, false, true, 4);
    doubles.readFrom(new ByteArrayInputStream(Files.readAllBytes(path)));
    assertArrayEquals(WEIGHT, doubles.parameter("z.weight"));
  }

  @Test
  void aFailedLoadKeepsTheWeights() throws IOException {
    Object snapshot = net.batched();
    Path other = folder.resolve("other.safetensors");
    AffineNet.regression(4, 2, 4).save(other);
    String message = assertThrows(IOException.class, () -> net.readFrom(other)).getMessage();
    assertTrue(message.contains("\"z.weight\" is 2x4, expected 2x3"), message);
    assertThrows(NoSuchFileException.class, () -> net.readFrom(folder.resolve("none")));
    assertSame(snapshot, net.batched());
    assertArrayEquals((float[]) snapshot, (float[]) net.master());
  }

  @Test
  void aResourceIsLoadedAndAMissingOneIsTold() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("affine.safetensors")) {
      net.readFrom(in); // z.weight as BF16, z.bias as F64, an int64 counter
    }
    assertArrayEquals(WEIGHT, net.parameter("z.weight"));
    assertArrayEquals(new float[] {-1, 0.5f}, net.parameter("z.bias"));
    InputStream missing = getClass().getResourceAsStream("none.safetensors");
    String message = assertThrows(IOException.class, () -> net.readFrom(missing)).getMessage();
    assertTrue(message.contains("Affine") && message.contains("resource"), message);
    assertThrows(IOException.class, () -> net.loadMatching(missing));
  }

  @Test
  void aLenientLoadTakesWhatFitsAndTellsTheRest() throws IOException {
    float[] weight = net.parameter("z.weight");
    Path path = folder.resolve("other.safetensors");
    AffineNet other = AffineNet.regression(4, 2, 4);
    other.parameter("z.bias", new float[] {7, 8});
    other.save(path);
    Object snapshot = net.batched();
    LoadReport fromFile = net.loadMatching(path);
    assertEquals(List.of("z.bias"), fromFile.loaded());
    assertEquals(List.of("\"z.weight\" is 2x4, expected 2x3"), fromFile.differences());
    assertArrayEquals(weight, net.parameter("z.weight"));
    assertArrayEquals(new float[] {7, 8}, net.parameter("z.bias"));
    assertNotSame(snapshot, net.batched());
    InputStream in = new ByteArrayInputStream(Files.readAllBytes(path));
    assertEquals(fromFile, net.loadMatching(in));
  }

  @Test
  void aLenientLoadOfAMalformedFileKeepsTheWeights() throws IOException {
    Path path = folder.resolve("cut.safetensors");
    net.save(path);
    byte[] bytes = Files.readAllBytes(path);
    net.parameter("z.bias", new float[] {7, 8});
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThrows(IOException.class, () -> net.loadMatching(new ByteArrayInputStream(cut)));
    Files.write(path, cut);
    assertThrows(IOException.class, () -> net.loadMatching(path));
    assertArrayEquals(new float[] {7, 8}, net.parameter("z.bias"));
  }

  @Test
  void theSpecificationIsTold() {
    assertEquals("Affine", net.modelName());
    assertEquals(0, net.bits());
    assertEquals("x", net.inputs().getFirst().name());
    assertEquals("z", net.outputs().getFirst().name());
    assertEquals("z.bias", net.parameters().getLast().name());
  }

  @Test
  void nonFiniteValuesAreFoundAnywhere() {
    for (int i = 0; i < 100; i++) {
      float[] floats = new float[100];
      double[] doubles = new double[100];
      assertTrue(Reals.areFinite(floats) && Reals.areFinite(doubles));
      floats[i] = Float.NaN;
      doubles[i] = Double.NEGATIVE_INFINITY;
      assertTrue(!Reals.areFinite(floats) && !Reals.areFinite(doubles));
    }
  }
}
