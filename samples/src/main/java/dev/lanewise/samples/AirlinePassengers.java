package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * Foretells the passengers of international airlines from those of the twelve months before: learns
 * from eight years, and is asked about the four that follow, month by month.
 *
 * <p>What a year multiplies is told by logarithms, and a network that is asked how far a month goes
 * beyond that of the year before need not know how many passengers there are: they double within
 * the series, and no network foretells numbers that it never saw.
 *
 * <pre>samples/run airline-passengers</pre>
 *
 * @see "Box and Jenkins, Time series analysis: forecasting and control (1976), series G"
 */
public final class AirlinePassengers {
  /** Thousands of passengers, January 1949 to December 1960; a year a line. */
  private static final int[] THOUSANDS = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118,
    115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
    145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
    171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
    196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201,
    204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
    242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
    315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
    340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
    360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
    417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
  };

  static final int YEAR = 12;
  static final int MONTHS = THOUSANDS.length;

  /** The first month that is not learned from. */
  static final int FIRST_ASKED = 8 * YEAR;

  private final AirlinePassengersModelNet net;
  private final double deviation = deviation();

  private AirlinePassengers(AirlinePassengersModelNet net) {
    this.net = net;
  }

  static double thousands(int month) {
    return THOUSANDS[month];
  }

  /** Of the logarithms that are learned from. */
  private static double deviation() {
    double sum = 0;
    double squares = 0;
    for (int month = 0; month < FIRST_ASKED; month++) {
      double log = Math.log(THOUSANDS[month]);
      sum += log;
      squares += log * log;
    }
    double mean = sum / FIRST_ASKED;
    return Math.sqrt(squares / FIRST_ASKED - mean * mean);
  }

  /** How far a month goes beyond another, as the network has it. */
  private float beyond(int month, int other) {
    return (float) (Math.log(thousands(month) / thousands(other)) / deviation);
  }

  /** The year before a month, beyond its first. */
  private float[] window(int month) {
    float[] window = new float[YEAR];
    for (int i = 0; i < YEAR; i++) {
      window[i] = beyond(month - YEAR + i, month - YEAR);
    }
    return window;
  }

  static AirlinePassengers train(int epochs, long seed) {
    AirlinePassengersModelNet net = AirlinePassengersModelNet.create(seed);
    AirlinePassengers learned = new AirlinePassengers(net);
    int size = FIRST_ASKED - YEAR;
    float[][] windows = new float[size][];
    float[][] next = new float[size][];
    for (int i = 0; i < size; i++) {
      windows[i] = learned.window(YEAR + i);
      next[i] = new float[] {learned.beyond(YEAR + i, i)};
    }
    Trainer.of(net)
        .optimizer(Adam.withLearningRate(5e-3))
        .epochs(epochs)
        .seed(seed)
        .threads(1)
        .quiet()
        .fit(Dataset.of("window", Column.floats(windows)).with("next", Column.floats(next)));
    return learned;
  }

  /** Thousands of passengers, foretold from the year before. */
  double forecast(int month) {
    return thousands(month - YEAR) * Math.exp(net.predict(window(month))[0] * deviation);
  }

  /** As many as in the same month a year before. */
  static double asAYearBefore(int month) {
    return thousands(month - YEAR);
  }

  /**
   * The same, grown over the year as the month before was: hard to beat, where one knows of years.
   */
  static double asAYearBeforeAndGrown(int month) {
    return thousands(month - YEAR) * thousands(month - 1) / thousands(month - 1 - YEAR);
  }

  /** The root of the mean squared error of forecasts of the last four years, in thousands. */
  static double error(IntToDoubleFunction forecast) {
    double squares = 0;
    for (int month = FIRST_ASKED; month < MONTHS; month++) {
      double miss = forecast.applyAsDouble(month) - thousands(month);
      squares += miss * miss;
    }
    return Math.sqrt(squares / (MONTHS - FIRST_ASKED));
  }

  public static void main(String[] args) {
    AirlinePassengers learned = train(300, 1);
    System.out.println("1960       passengers  foretold  a year before, in thousands");
    for (int month = MONTHS - YEAR; month < MONTHS; month++) {
      System.out.printf(
          Locale.ROOT,
          "month %2d   %10.0f  %8.0f  %13.0f%n",
          month % YEAR + 1,
          thousands(month),
          learned.forecast(month),
          asAYearBefore(month));
    }
    System.out.println("root mean squared error, 1957 to 1960, in thousands");
    print("foretold", learned::forecast);
    print("as a year before", AirlinePassengers::asAYearBefore);
    print("and grown as the month before", AirlinePassengers::asAYearBeforeAndGrown);
  }

  private static void print(String name, IntToDoubleFunction forecast) {
    System.out.printf(Locale.ROOT, "%-29s  %5.1f%n", name, error(forecast));
  }
}
