package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Evaluation;
import dev.lanewise.runtime.Trainer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Takes Gaussian noise off images of {@link FashionData}, and draws the first ones: clean, noisy,
 * and denoised.
 *
 * <pre>samples/run denoise --data DIR [--epochs N] [--png FILE]</pre>
 */
public final class Denoise {
  private static final double DEVIATION = 0.3;
  private static final int SHOWN = 10;
  private static final int ZOOM = 3;

  private Denoise() {}

  /** Images with noise that depends on a seed, cut off at black and white, and without. */
  record Pairs(float[] noisy, byte[] clean) {
    static Pairs of(byte[] clean, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] noisy = new float[clean.length];
      for (int i = 0; i < noisy.length; i++) {
        double pixel = value(clean[i]) + DEVIATION * random.nextGaussian();
        noisy[i] = (float) Math.clamp(pixel, 0, 1);
      }
      return new Pairs(noisy, clean);
    }

    Dataset dataset() {
      return Dataset.of("noisy", Column.floats(noisy, FashionData.PIXELS))
          .with("clean", Column.unsignedBytes(clean, FashionData.PIXELS));
    }

    /** The mean squared error of the noisy images. */
    double error() {
      double sum = 0;
      for (int i = 0; i < noisy.length; i++) {
        double difference = noisy[i] - value(clean[i]);
        sum += difference * difference;
      }
      return sum / noisy.length;
    }

    float[] noisyImage(int number) {
      int from = number * FashionData.PIXELS;
      return Arrays.copyOfRange(noisy, from, from + FashionData.PIXELS);
    }

    float[] cleanImage(int number) {
      float[] image = new float[FashionData.PIXELS];
      for (int i = 0; i < image.length; i++) {
        image[i] = value(clean[number * FashionData.PIXELS + i]);
      }
      return image;
    }

    private static float value(byte pixel) {
      return (pixel & 255) / 255f;
    }
  }

  /** Each epoch has noise of its own, so that there is none to learn by heart. */
  static DenoiseModelNet train(byte[] images, int epochs) {
    DenoiseModelNet net = DenoiseModelNet.create(1);
    Trainer trainer = Trainer.of(net).optimizer(Adam.withLearningRate(2e-3));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      trainer.fit(Pairs.of(images, epoch).dataset());
    }
    return net;
  }

  /** The mean squared error of what the network makes of noisy images. */
  static double error(DenoiseModelNet net, Pairs pairs) {
    return Evaluation.of(net, pairs.dataset()).meanSquaredError().orElseThrow();
  }

  /** Peak signal to noise in decibels, where the peak is 1. */
  static double psnr(double meanSquaredError) {
    return -10 * Math.log10(meanSquaredError);
  }

  /** One column for each of the first images: clean, noisy, denoised. */
  static BufferedImage draw(DenoiseModelNet net, Pairs pairs) {
    int side = FashionData.SIZE * ZOOM;
    BufferedImage drawing = new BufferedImage(SHOWN * side, 3 * side, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < SHOWN; i++) {
      float[] noisy = pairs.noisyImage(i);
      float[][] column = {pairs.cleanImage(i), noisy, net.predict(noisy)};
      for (int row = 0; row < column.length; row++) {
        draw(column[row], drawing, i * side, row * side);
      }
    }
    return drawing;
  }

  private static void draw(float[] image, BufferedImage drawing, int left, int top) {
    for (int y = 0; y < FashionData.SIZE * ZOOM; y++) {
      for (int x = 0; x < FashionData.SIZE * ZOOM; x++) {
        float pixel = image[y / ZOOM * FashionData.SIZE + x / ZOOM];
        drawing.getRaster().setSample(left + x, top + y, 0, Math.round(255 * pixel));
      }
    }
  }

  public static void main(String[] args) throws IOException {
    Options options =
        Options.of("denoise --data DIR [--epochs N] [--png FILE]", FashionData.FILES, args);
    FashionData data = new FashionData(options.data());
    DenoiseModelNet net = train(data.trainImages(), options.number("--epochs", 5));
    Pairs others = Pairs.of(data.testImages(), 0);
    System.out.println("10,000 other images  mean squared error     PSNR");
    print("noisy", others.error());
    print("denoised", error(net, others));
    Path file = Path.of(options.text("--png", "denoise.png"));
    ImageIO.write(draw(net, others), "png", file.toFile());
    System.out.println("the first " + SHOWN + ", clean, noisy and denoised: " + file);
  }

  private static void print(String name, double error) {
    System.out.printf(Locale.ROOT, "%-19s  %18.5f  %4.1f dB%n", name, error, psnr(error));
  }
}
