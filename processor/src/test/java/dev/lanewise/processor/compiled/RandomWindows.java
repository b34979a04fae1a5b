package dev.lanewise.processor.compiled;

import dev.lanewise.processor.compiled.RandomImages.Drawn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** How a random kernel slides along all axes of one image. */
final class RandomWindows {
  private static final int[] STRIDES = {1, 1, 1, 1, 2, 2, 3, 5};
  private static final int[] DILATIONS = {1, 1, 1, 2, 3};

  private final Random random;
  private final List<Integer> sizes;
  private final int rank;
  private final List<Integer> kernel;
  private final List<Integer> stride;
  private final List<Integer> dilation;
  private final List<Integer> before = new ArrayList<>();
  private final List<Integer> after = new ArrayList<>();
  private String written = "";

  /**
   * @param sizes of the image along its axes of space
   * @param dilates whether taps may lie apart
   */
  RandomWindows(Random random, List<Integer> sizes, boolean dilates) {
    this.random = random;
    this.sizes = sizes;
    this.rank = sizes.size();
    this.kernel = numbers(IntStream.rangeClosed(1, rank > 1 ? 4 : 7).toArray());
    this.stride = numbers(STRIDES);
    this.dilation = dilates ? numbers(DILATIONS) : Collections.nCopies(rank, 1);
  }

  /** One number for each axis, now and then the same for all. */
  private List<Integer> numbers(int[] values) {
    int all = values[random.nextInt(values.length)];
    return random.nextBoolean()
        ? Collections.nCopies(rank, all)
        : IntStream.range(0, rank).map(i -> values[random.nextInt(values.length)]).boxed().toList();
  }

  /** One number where one is enough, or all. */
  private String text(List<Integer> numbers) {
    boolean same = numbers.stream().distinct().count() == 1 && random.nextBoolean();
    return same ? numbers.getFirst().toString() : RandomAxes.text(numbers);
  }

  private int extent(int i) {
    return dilation.get(i) * (kernel.get(i) - 1) + 1;
  }

  /** Numbers, one side's or both sides' by axis, or a rule, or nothing. */
  private void pads(boolean rules, int most) {
    before.addAll(Collections.nCopies(rank, 0));
    after.addAll(Collections.nCopies(rank, 0));
    switch (random.nextInt(rules ? 6 : 4)) {
      case 0 -> {}
      case 1 -> {
        Collections.fill(before, random.nextInt(most + 1));
        Collections.fill(after, before.getFirst());
        written = ", pads = " + before.getFirst();
      }
      case 2 -> {
        before.replaceAll(pad -> random.nextInt(most + 1));
        Collections.copy(after, before);
        written = ", pads = " + RandomAxes.text(before);
      }
      case 3 -> {
        before.replaceAll(pad -> random.nextInt(most + 1));
        after.replaceAll(pad -> random.nextInt(most + 1));
        List<Integer> both = new ArrayList<>(before);
        both.addAll(after);
        written = ", pads = " + RandomAxes.text(both);
      }
      case 4 -> {
        for (int i = 0; i < rank; i++) {
          int output = (sizes.get(i) + stride.get(i) - 1) / stride.get(i);
          int reach = (output - 1) * stride.get(i) + extent(i);
          int total = Math.max(0, reach - sizes.get(i));
          before.set(i, total / 2);
          after.set(i, total - total / 2);
        }
        written = ", padding = Padding.SAME";
      }
      default -> {
        IntStream.range(0, rank).forEach(i -> before.set(i, extent(i) - 1));
        written = ", padding = Padding.CAUSAL";
      }
    }
  }

  /** The size along an axis; below 1 where nothing comes out. */
  private int output(int i, boolean ceil) {
    int s = stride.get(i);
    int room = sizes.get(i) + before.get(i) + after.get(i) - extent(i);
    int output = Math.floorDiv(ceil ? room + s - 1 : room, s) + 1;
    // A window that would begin behind the input and the zeros before it does not count.
    return ceil && (output - 1) * s >= sizes.get(i) + before.get(i) ? output - 1 : output;
  }

  private Drawn result(String annotation, int channels, List<Integer> outputs, String fault) {
    List<Integer> shape = new ArrayList<>(List.of(channels));
    shape.addAll(outputs);
    boolean empty = outputs.stream().anyMatch(size -> size < 1);
    return new Drawn("@" + annotation + ")", shape, empty ? "OutputSize" : fault);
  }

  Drawn convolved(String start, int filters, String fault) {
    pads(true, 4);
    List<Integer> outputs = IntStream.range(0, rank).map(i -> output(i, false)).boxed().toList();
    return result(start + slides() + options(), filters, outputs, fault);
  }

  private String slides() {
    String steps = ", kernel = %s, stride = %s, dilation = %s%s";
    return steps.formatted(text(kernel), text(stride), text(dilation), written);
  }

  private String options() {
    String[] options = {"", "", ", bias = false", ", activation = RELU", ", activation = TANH"};
    return options[random.nextInt(options.length)];
  }

  Drawn transposed(String start, int filters, String undivided) {
    pads(false, 3);
    List<Integer> more = numbers(new int[] {0, 0, 0, 1, 2});
    List<Integer> outputs = new ArrayList<>();
    String fault = undivided;
    for (int i = 0; i < rank; i++) {
      int whole = (sizes.get(i) - 1) * stride.get(i) + extent(i);
      outputs.add(whole - before.get(i) - after.get(i) + more.get(i));
      if (more.get(i) >= Math.max(stride.get(i), dilation.get(i))) {
        fault = "OutputPadding";
      }
    }
    String text = "%s%s, outputPadding = %s%s".formatted(start, slides(), text(more), options());
    Drawn drawn = result(text, filters, outputs, fault);
    return fault.equals("OutputPadding")
        ? new Drawn(drawn.annotation(), drawn.shape(), fault)
        : drawn;
  }

  Drawn pooled(boolean max, int channels) {
    pads(true, 2);
    boolean ceil = random.nextInt(3) == 0;
    List<Integer> outputs = IntStream.range(0, rank).map(i -> output(i, ceil)).boxed().toList();
    boolean fits = IntStream.range(0, rank).allMatch(i -> padsFit(i) && reaches(i, outputs.get(i)));
    String further = max ? ", dilation = " + text(dilation) : "";
    String inside = !max && random.nextBoolean() ? ", countIncludePad = false" : "";
    String text =
        "%sPool%dd(value = %s, stride = %s%s%s%s%s"
            .formatted(
                max ? "Max" : "Avg",
                rank,
                text(kernel),
                text(stride),
                further,
                inside,
                ceil ? ", ceilMode = true" : "",
                written);
    return result(text, channels, outputs, fits ? "" : "PoolPads");
  }

  int rank() {
    return rank;
  }

  private boolean padsFit(int i) {
    return written.startsWith(", padding")
        || 2 * Math.max(before.get(i), after.get(i)) <= kernel.get(i);
  }

  /** Whether each window has a tap within the input. */
  private boolean reaches(int i, int outputs) {
    return IntStream.range(0, outputs)
        .allMatch(o ->
            IntStream.range(0, kernel.get(i))
                .map(t -> o * stride.get(i) - before.get(i) + t * dilation.get(i))
                .anyMatch(at -> at >= 0 && at < sizes.get(i)));
  }
}
