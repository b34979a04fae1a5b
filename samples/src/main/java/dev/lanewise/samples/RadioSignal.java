package dev.lanewise.samples;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * What a radio telescope may see in a window of 7 channels, from 500 MHz down to 290 MHz, by 23
 * samples in time.
 */
enum RadioSignal {
  /** The receiver's noise alone. */
  NOISE {
    @Override
    DoubleBinaryOperator shape(SplittableRandom random) {
      return (channel, time) -> 0;
    }
  },

  /**
   * A burst that plasma on its way has dispersed: it arrives later at lower frequencies, by their
   * inverse square (Lorimer and Kramer, Handbook of Pulsar Astronomy, section 4.1).
   */
  CHIRP {
    @Override
    DoubleBinaryOperator shape(SplittableRandom random) {
      double arrival = random.nextDouble(1, 9);
      double sweep = random.nextDouble(4, 13);
      return (channel, time) -> bell(time - arrival - sweep * delay(channel), 0.8);
    }

    /** From 0 in the highest channel to 1 in the lowest. */
    private double delay(double channel) {
      double highest = Math.pow(500, -2);
      double lowest = Math.pow(500 - 35 * (CHANNELS - 1), -2);
      return (Math.pow(500 - 35 * channel, -2) - highest) / (lowest - highest);
    }
  },

  /** A pulsar, its dispersion undone: all channels at once, again and again. */
  PULSES {
    @Override
    DoubleBinaryOperator shape(SplittableRandom random) {
      double period = random.nextDouble(4, 9);
      double first = random.nextDouble(period);
      return (channel, time) -> bell(Math.IEEEremainder(time - first, period), 0.6);
    }
  },

  /** A transmitter: one frequency, which drifts with the motion of one of the two. */
  TONE {
    @Override
    DoubleBinaryOperator shape(SplittableRandom random) {
      double from = random.nextDouble(CHANNELS - 1);
      double to = random.nextDouble(CHANNELS - 1);
      return (channel, time) -> bell(channel - from - (to - from) * time / (SAMPLES - 1), 0.5);
    }
  };

  static final int CHANNELS = 7;
  static final int SAMPLES = 23;

  /** The signal at a channel and a time, in any unit. */
  abstract DoubleBinaryOperator shape(SplittableRandom random);

  /**
   * A window of noise with deviation 1 and this signal in it, one channel after another.
   *
   * @param ratio signal to noise, as the best of filters would measure: the root of the sum of the
   *     signal's squares
   */
  float[] window(double ratio, SplittableRandom random) {
    DoubleBinaryOperator shape = shape(random);
    double[] signal = new double[CHANNELS * SAMPLES];
    double squares = 0;
    for (int i = 0; i < signal.length; i++) {
      signal[i] = shape.applyAsDouble(i / SAMPLES, i % SAMPLES);
      squares += signal[i] * signal[i];
    }
    double scale = squares == 0 ? 0 : ratio / Math.sqrt(squares);
    float[] window = new float[signal.length];
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) (scale * signal[i] + random.nextGaussian());
    }
    return window;
  }

  private static double bell(double distance, double width) {
    return Math.exp(-distance * distance / (2 * width * width));
  }
}
