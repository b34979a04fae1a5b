package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.Denoise.Pairs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DenoiseTest {
  @Test
  void mostOfTheNoiseGoes() throws IOException {
    FashionData data = FashionMnistTest.data();
    byte[] some = Arrays.copyOf(data.trainImages(), 10_000 * FashionData.PIXELS);
    DenoiseModelNet net = Denoise.train(some, 3);
    Pairs others = Pairs.of(data.testImages(), 0);
    double gain = Denoise.psnr(Denoise.error(net, others)) - Denoise.psnr(others.error());
    assertTrue(gain > 5, "gain " + gain + " dB");
  }

  /** Noise of deviation 0.3, but not where it would be blacker than black or whiter than white. */
  @Test
  void halfTheNoiseOnBlackIsCutOff() {
    Pairs grey = Pairs.of(filled(100, 128), 1);
    Pairs black = Pairs.of(filled(100, 0), 1);
    assertEquals(0.09 / 2, black.error(), 0.001);
    assertTrue(grey.error() > 0.07 && grey.error() < 0.09, "error " + grey.error());
    assertEquals(0.5, grey.cleanImage(7)[0], 0.002);
  }

  @Test
  void decibelsOfTheErrorOfOneTenth() {
    assertEquals(20, Denoise.psnr(0.1 * 0.1), 1e-12);
  }

  @Test
  void drawingsHaveCleanNoisyAndDenoisedBelowEachOther() {
    DenoiseModelNet net = DenoiseModelNet.create(1);
    Pairs pairs = Pairs.of(filled(10, 200), 1);
    BufferedImage drawing = Denoise.draw(net, pairs);
    int side = drawing.getHeight() / 3;
    assertEquals(10 * side, drawing.getWidth());
    float[] noisy = pairs.noisyImage(9);
    int last = FashionData.PIXELS - 1;
    assertEquals(200, sample(drawing, 0));
    assertEquals(Math.round(255 * noisy[last]), sample(drawing, 1));
    assertEquals(Math.round(255 * net.predict(noisy)[last]), sample(drawing, 2));
  }

  /** The last pixel of the last image in a row. */
  private static int sample(BufferedImage drawing, int row) {
    int bottom = (row + 1) * drawing.getHeight() / 3 - 1;
    return drawing.getRaster().getSample(drawing.getWidth() - 1, bottom, 0);
  }

  private static byte[] filled(int images, int pixel) {
    byte[] bytes = new byte[images * FashionData.PIXELS];
    Arrays.fill(bytes, (byte) pixel);
    return bytes;
  }
}
