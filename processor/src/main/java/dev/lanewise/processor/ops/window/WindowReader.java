package dev.lanewise.processor.ops.window;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.ops.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads how a kernel slides, from an annotation with kernel, stride, padding and pads, and perhaps
 * dilation and ceilMode. A pooling's kernel is its value, and its stride by default the kernel.
 */
public final class WindowReader {
  private static final String[] SHAPES = {"{C, L}", "{C, H, W}", "{C, D, H, W}"};

  private final Layer layer;
  private final int rank;
  private final boolean pools;
  private final String kernelName;
  private boolean sound = true;

  /**
   * @param rank axes of space
   */
  public WindowReader(Layer layer, int rank) {
    this.layer = layer;
    this.rank = rank;
    this.pools = layer.attributes().has("value");
    this.kernelName = pools ? "value" : "kernel";
  }

  /** Whether there is a window for each element, which holds it and elements before it alone. */
  public static boolean isCausal(Attributes attributes) {
    boolean pools = attributes.has("value");
    List<Integer> kernel = attributes.integers(pools ? "value" : "kernel");
    boolean isKernel = pools && attributes.isEmptyList("stride");
    List<Integer> stride = isKernel ? kernel : attributes.integers("stride");
    boolean before =
        attributes.text("padding").equals("CAUSAL")
            || kernel.stream().allMatch(taps -> taps == 1) && attributes.isEmptyList("pads");
    return before && stride.stream().allMatch(step -> step == 1);
  }

  /** The windows along the axes of the first input; empty after faults were reported. */
  public Optional<List<Window>> read() {
    Optional<TensorType> type = type();
    List<Integer> kernel = numbers(kernelName, "KernelSize", "taps", 1);
    boolean isKernel = pools && layer.attributes().isEmptyList("stride");
    List<Integer> stride = isKernel ? kernel : numbers("stride", "StrideSize", "steps", 1);
    List<Integer> dilation =
        layer.attributes().has("dilation")
            ? numbers("dilation", "DilationSize", "distances of taps", 1)
            : Collections.nCopies(rank, 1);
    boolean ceil = layer.attributes().has("ceilMode") && layer.attributes().flag("ceilMode");
    List<Integer> pads = pads();
    if (!sound || type.isEmpty()) {
      return Optional.empty();
    }
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int size = type.get().sampleShape().get(i + 1);
      windows.add(
          padded(
              new Window(
                  size,
                  kernel.get(i),
                  stride.get(i),
                  pads.isEmpty() ? 0 : pads.get(i),
                  pads.isEmpty() ? 0 : pads.get(rank + i),
                  dilation.get(i),
                  ceil)));
    }
    for (Window window : windows) {
      if (window.output() < 1) {
        tooLong(window);
        return Optional.empty();
      }
    }
    return Optional.of(windows);
  }

  /**
   * The windows of the convolutions that lead back to the first input, along its axes; empty after
   * faults were reported. What outputPadding adds lies behind the reach of the last window: pads
   * there are fewer, and may be negative.
   */
  public Optional<List<Window>> readTransposed() {
    Optional<TensorType> type = type();
    List<Integer> kernel = numbers("kernel", "KernelSize", "taps", 1);
    List<Integer> stride = numbers("stride", "StrideSize", "steps", 1);
    List<Integer> dilation = numbers("dilation", "DilationSize", "distances of taps", 1);
    List<Integer> more = numbers("outputPadding", "OutputPadding", "sizes to add", 0);
    List<Integer> pads = pads();
    for (int i = 0; i < rank && sound; i++) {
      if (more.get(i) >= Math.max(stride.get(i), dilation.get(i))) {
        error(
            "outputPadding",
            "OutputPadding",
            "outputPadding "
                + more.get(i)
                + " with stride "
                + stride.get(i)
                + " and dilation "
                + dilation.get(i)
                + "; it chooses among the sizes that lead back to the input's, and is less than"
                + " one of the two");
      }
    }
    if (!sound || type.isEmpty()) {
      return Optional.empty();
    }
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int input = type.get().sampleShape().get(i + 1);
      int before = pads.isEmpty() ? 0 : pads.get(i);
      int after = pads.isEmpty() ? 0 : pads.get(rank + i);
      Window back = new Window(input, kernel.get(i), stride.get(i), before, after, dilation.get(i));
      int reached = Math.multiplyExact(input - 1, stride.get(i));
      int all = Math.addExact(Math.addExact(reached, back.extent()), more.get(i));
      int size = Math.subtractExact(Math.subtractExact(all, before), after);
      if (size < 1) {
        error(
            "pads",
            "OutputSize",
            "pads of %d and %d leave %d of %d outputs, (%d - 1) * %d + %d + %d (%s); use smaller pads"
                .formatted(
                    before,
                    after,
                    size,
                    all,
                    input,
                    stride.get(i),
                    back.extent(),
                    more.get(i),
                    chain()));
        return Optional.empty();
      }
      windows.add(
          new Window(
              size, kernel.get(i), stride.get(i), before, after - more.get(i), dilation.get(i)));
    }
    return Optional.of(windows);
  }

  private void tooLong(Window w) {
    int reached = w.size() + w.before() + w.after();
    error(
        kernelName,
        "OutputSize",
        "a kernel that reaches over %d does not fit into %d with pads of %d and %d (%s): outputs are"
                .formatted(w.extent(), w.size(), w.before(), w.after(), chain())
            + " (%d - %d) / %d + 1 = %d; use a smaller kernel or dilation, or padding = SAME"
                .formatted(
                    reached,
                    w.extent(),
                    w.stride(),
                    Math.floorDiv(reached - w.extent(), w.stride()) + 1));
  }

  private String chain() {
    return Layer.chain(layer.input(0));
  }

  private Optional<TensorType> type() {
    return image(layer, rank, rank) ? Optional.of(layer.input(0).type()) : Optional.empty();
  }

  /**
   * Whether the first input is an image of one to three axes of space; if not, that is reported.
   */
  public static boolean image(Layer layer) {
    return image(layer, 1, SHAPES.length);
  }

  /**
   * The same where the number of axes of space is bounded.
   *
   * @param least axes of space
   * @param most axes of space
   */
  public static boolean image(Layer layer, int least, int most) {
    Layer.Argument argument = layer.arguments().getFirst();
    if (!Shapes.floats(layer, argument)) {
      return false;
    }
    TensorType type = argument.value().type();
    int rank = type.sampleDims().size() - 1;
    boolean fits =
        rank >= least && rank <= most && type.sampleDims().getFirst().axis() == Axis.CHANNEL;
    if (!fits) {
      layer.error(
          argument,
          "SpaceAxes",
          argument.name()
              + " has shape "
              + type.sampleText()
              + " ("
              + Layer.chain(argument.value())
              + "); @"
              + layer.annotation()
              + " reads channels and "
              + (least == most ? "" : least + " to ")
              + most
              + (most == 1 ? " axis" : " axes")
              + " of space, such as @Input("
              + SHAPES[least - 1]
              + ")"
              + (most == 1 ? ", or a sequence" : ""));
    }
    return fits;
  }

  /** One number for each axis. */
  private List<Integer> numbers(String attribute, String id, String what, int least) {
    List<Integer> written = layer.attributes().integers(attribute);
    if (written.size() != 1 && written.size() != rank
        || written.stream().anyMatch(number -> number < least)) {
      error(
          attribute,
          id,
          (attribute.equals("value") ? "kernel" : attribute)
              + " "
              + written
              + "; "
              + what
              + " are one number for all axes or "
              + rank
              + ", each at least "
              + least);
      return Collections.nCopies(rank, least);
    }
    return written.size() == 1 ? Collections.nCopies(rank, written.getFirst()) : written;
  }

  /** All before, then all behind; empty where none are written. */
  private List<Integer> pads() {
    List<Integer> written = layer.attributes().integers("pads");
    if (written.isEmpty()) {
      return written;
    }
    boolean byRule = layer.attributes().has("padding");
    if (byRule && !layer.attributes().text("padding").equals("VALID")) {
      error("pads", "PadsCount", "padding and pads say the same twice; leave one out");
      return List.of();
    }
    int count = written.size();
    if (count != 1 && count != rank && count != 2 * rank
        || written.stream().anyMatch(pad -> pad < 0)) {
      error(
          "pads",
          "PadsCount",
          "pads "
              + written
              + "; one number for all, "
              + rank
              + " for both sides of each axis, or "
              + 2 * rank
              + " with all before and then all behind, none negative");
      return List.of();
    }
    List<Integer> one = count == 1 ? Collections.nCopies(rank, written.getFirst()) : written;
    List<Integer> both = new ArrayList<>(one);
    if (one.size() == rank) {
      both.addAll(one);
    }
    return both;
  }

  private Window padded(Window w) {
    return switch (layer.attributes().text("padding")) {
      case "SAME" -> {
        int output = Math.ceilDiv(w.size(), w.stride());
        int total = Math.max(0, (output - 1) * w.stride() + w.extent() - w.size());
        yield new Window(
            w.size(), w.kernel(), w.stride(), total / 2, total - total / 2, w.dilation(), w.ceil());
      }
      case "CAUSAL" ->
          new Window(w.size(), w.kernel(), w.stride(), w.extent() - 1, 0, w.dilation(), w.ceil());
      default -> w;
    };
  }

  private void error(String attribute, String id, String message) {
    sound = false;
    layer.error(layer.attributes().origin(attribute), id, message);
  }
}
