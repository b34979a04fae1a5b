package dev.lanewise.processor.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random layers that read images: convolutions, poolings and upsamplings of any geometry, each with
 * what must come of it, by the formulas of PyTorch's manual.
 */
public final class RandomImages {
  private static final int[] FILTERS = {1, 2, 3, 5, 7, 8, 16, 17, 33};

  /** The axes of space that a kind of layer has an annotation for. */
  private enum Kind {
    CONV(3),
    GROUPS(3),
    DEPTHWISE(2),
    SEPARABLE(2),
    TRANSPOSED(2),
    MAX_POOL(3),
    AVG_POOL(3),
    GLOBAL_POOL(3),
    UPSAMPLE(3);

    private final int mostAxes;

    Kind(int mostAxes) {
      this.mostAxes = mostAxes;
    }
  }

  /**
   * One layer.
   *
   * @param shape of the result, where there is no fault
   * @param fault id of the error that has to be reported, or nothing
   */
  public record Drawn(String annotation, List<Integer> shape, String fault) {
    /** Whether it is to compile. */
    public boolean isSound() {
      return fault.isEmpty();
    }

    /** Whether what comes out are weighted sums by parameters of its own. */
    boolean isConv() {
      return annotation.contains("Conv");
    }
  }

  private final Random random;

  /** Draws from a generator that others may use too. */
  public RandomImages(Random random) {
    this.random = random;
  }

  /**
   * Any layer, sound or not.
   *
   * @param shape channels, then one to three axes of space
   */
  public Drawn any(List<Integer> shape) {
    int rank = shape.size() - 1;
    List<Kind> kinds = List.of(Kind.values()).stream().filter(k -> rank <= k.mostAxes).toList();
    return of(kinds.get(random.nextInt(kinds.size())), shape);
  }

  private Drawn of(Kind kind, List<Integer> shape) {
    int channels = shape.getFirst();
    int multiplier = 1 + random.nextInt(3);
    int filters = any(FILTERS);
    boolean dilates = kind != Kind.AVG_POOL;
    RandomWindows g = new RandomWindows(random, shape.subList(1, shape.size()), dilates);
    return switch (kind) {
      case CONV -> g.convolved("Conv%dd(filters = %d".formatted(g.rank(), filters), filters, "");
      case GROUPS, TRANSPOSED -> {
        boolean some = kind == Kind.GROUPS || random.nextBoolean();
        int groups = some ? groups(channels) : 1;
        int many = random.nextInt(12) > 0 ? groups * (1 + random.nextInt(4)) : filters;
        boolean divides = channels % groups == 0 && many % groups == 0;
        String fault = divides ? "" : "ConvGroups";
        String written = groups == 1 ? "" : ", groups = " + groups;
        String text = "Conv%s%dd(filters = %d%s";
        String name = kind == Kind.GROUPS ? "" : "Transpose";
        String start = text.formatted(name, g.rank(), many, written);
        yield name.isEmpty() ? g.convolved(start, many, fault) : g.transposed(start, many, fault);
      }
      case DEPTHWISE -> {
        String text = "DepthwiseConv%dd(multiplier = %d".formatted(g.rank(), multiplier);
        yield g.convolved(text, channels * multiplier, "");
      }
      case SEPARABLE -> {
        String text = "SeparableConv%dd(multiplier = %d, filters = %d";
        yield g.convolved(text.formatted(g.rank(), multiplier, filters), filters, "");
      }
      case MAX_POOL -> g.pooled(true, channels);
      case AVG_POOL -> g.pooled(false, channels);
      case GLOBAL_POOL -> {
        String annotation = random.nextBoolean() ? "@GlobalAvgPool" : "@GlobalMaxPool";
        yield new Drawn(annotation, List.of(channels), "");
      }
      case UPSAMPLE -> upsample(shape);
    };
  }

  private Drawn upsample(List<Integer> shape) {
    int rank = shape.size() - 1;
    List<Integer> scales =
        IntStream.range(0, rank).map(i -> 1 + random.nextInt(3)).boxed().toList();
    List<Integer> to = new ArrayList<>(shape.subList(0, 1));
    IntStream.range(0, rank).forEach(i -> to.add(shape.get(i + 1) * scales.get(i)));
    String value = "@Upsample(value = " + RandomAxes.text(scales);
    boolean between = random.nextBoolean();
    boolean corners = random.nextInt(4) == 0;
    String mode = between ? ", mode = UpsampleMode.BILINEAR" : "";
    boolean fits = between ? rank < 3 : !corners;
    String aligned = corners ? ", alignCorners = true" : "";
    return new Drawn(value + mode + aligned + ")", to, fits ? "" : "UpsampleMode");
  }

  /** A number that divides the channels, but for a few. */
  private int groups(int channels) {
    return random.nextInt(12) > 0 ? divisor(channels) : 1 + random.nextInt(channels + 1);
  }

  private int divisor(int size) {
    int[] divisors = IntStream.rangeClosed(1, size).filter(i -> size % i == 0).toArray();
    return any(divisors);
  }

  private int any(int[] values) {
    return values[random.nextInt(values.length)];
  }
}
