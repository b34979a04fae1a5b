package dev.lanewise.samples;

import java.util.SplittableRandom;

/** A letter drawn by hand, and not by a steady one, on noisy paper of 16 x 16 pixels. */
enum Letter {
  /** Two strokes. */
  X {
    @Override
    double distance(double x, double y) {
      double along = Math.min(Math.abs(x + y), Math.abs(x - y)) / Math.sqrt(2);
      double beyond = Math.max(Math.abs(x), Math.abs(y)) - Math.sqrt(0.5);
      return Math.max(along, beyond);
    }
  },

  /** A circle. */
  O {
    @Override
    double distance(double x, double y) {
      return Math.abs(Math.hypot(x, y) - 1);
    }
  };

  static final int SIZE = 16;
  private static final double NOISE = 0.25;
  private static final String INK = " .:-=+*#%@";

  /** How far a point is from the letter's line; the letter is 2 high and stands around 0. */
  abstract double distance(double x, double y);

  /** Pixels from 0, paper, to 1, ink, row after row, with noise on them. */
  float[] picture(SplittableRandom random) {
    double radius = random.nextDouble(3, 6);
    double centreX = random.nextDouble(radius + 1, SIZE - radius - 1);
    double centreY = random.nextDouble(radius + 1, SIZE - radius - 1);
    double narrow = random.nextDouble(0.75, 1);
    double tilt = random.nextDouble(-0.35, 0.35);
    double half = random.nextDouble(0.5, 1.2);
    float[] pixels = new float[SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      double right = (i % SIZE + 0.5 - centreX) / radius;
      double down = (i / SIZE + 0.5 - centreY) / radius;
      double x = (Math.cos(tilt) * right + Math.sin(tilt) * down) / narrow;
      double y = Math.cos(tilt) * down - Math.sin(tilt) * right;
      double ink = half + 0.5 - radius * distance(x, y);
      pixels[i] = (float) (Math.clamp(ink, 0, 1) + NOISE * random.nextGaussian());
    }
    return pixels;
  }

  /** Two rows of pixels make one of text, as characters are twice as high as wide. */
  static String line(float[] picture, int row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < SIZE; column++) {
      int i = 2 * row * SIZE + column;
      double ink = Math.clamp((picture[i] + picture[i + SIZE]) / 2, 0, 1);
      line.append(INK.charAt((int) Math.round(ink * (INK.length() - 1))));
    }
    return line.toString();
  }
}
