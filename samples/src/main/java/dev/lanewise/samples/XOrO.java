package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells small pictures of an X from those of an O by convolutions, and shows a few.
 *
 * <pre>samples/run x-or-o</pre>
 */
public final class XOrO {
  private XOrO() {}

  /** A letter, and how it was drawn this time. */
  record Drawing(Letter letter, float[] pixels) {}

  static List<Drawing> drawings(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Drawing> drawings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Letter letter = Letter.values()[i % 2];
      drawings.add(new Drawing(letter, letter.picture(random)));
    }
    return drawings;
  }

  static XOrOModelNet train(List<Drawing> drawings) {
    float[][] pictures = drawings.stream().map(Drawing::pixels).toArray(float[][]::new);
    float[][] crosses =
        drawings.stream()
            .map(drawing -> new float[] {drawing.letter == Letter.X ? 1 : 0})
            .toArray(float[][]::new);
    XOrOModelNet net = XOrOModelNet.create(1);
    Trainer.of(net)
        .optimizer(Adam.withLearningRate(2e-3))
        .epochs(20)
        .threads(1)
        .quiet()
        .fit(Dataset.of("picture", Column.floats(pictures)).with("cross", Column.floats(crosses)));
    return net;
  }

  /** The share of drawings that are told right. */
  static double accuracy(XOrOModelNet net, List<Drawing> drawings) {
    long right =
        drawings.stream()
            .filter(drawing -> net.predict(drawing.pixels)[0] > 0.5 == (drawing.letter == Letter.X))
            .count();
    return (double) right / drawings.size();
  }

  /** The drawings side by side, and what each is taken for. */
  private static String show(XOrOModelNet net, List<Drawing> drawings) {
    StringJoiner lines = new StringJoiner("\n");
    for (int i = 0; i < Letter.SIZE / 2; i++) {
      int row = i;
      lines.add(beside(drawings, drawing -> Letter.line(drawing.pixels, row)));
    }
    lines.add(
        beside(
            drawings,
            drawing -> {
              double probability = net.predict(drawing.pixels)[0];
              return String.format(Locale.ROOT, "an X: %-10.3f", probability);
            }));
    return lines.toString();
  }

  private static String beside(List<Drawing> drawings, Function<Drawing, String> line) {
    return drawings.stream().map(line).collect(Collectors.joining(" | "));
  }

  public static void main(String[] args) {
    XOrOModelNet net = train(drawings(2000, 1));
    List<Drawing> others = drawings(2000, 2);
    System.out.println(show(net, others.subList(0, 4)));
    System.out.printf(
        Locale.ROOT, "%.1f %% of 2000 other pictures told right%n", 100 * accuracy(net, others));
  }
}
