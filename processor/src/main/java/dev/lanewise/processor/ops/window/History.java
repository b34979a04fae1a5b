package dev.lanewise.processor.ops.window;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.PixelsAsStepsOp;
import dev.lanewise.processor.graph.sequence.PushStepOp;
import dev.lanewise.processor.graph.sequence.RecentStepsOp;
import dev.lanewise.processor.graph.sequence.StepsAsPixelsOp;
import java.util.List;
import java.util.Optional;

/**
 * What a window along time reads at one step: the step, and those of earlier ones that it has a tap
 * for. The same work at each step, however far the window reaches back.
 */
public final class History {
  private History() {}

  /**
   * The taps of the window that ends with the step, as an image of so many pixels; empty, and
   * refused, where a window reads later steps or leaves some out.
   *
   * @param repeated whether the first step stands for those before it, which are zero otherwise
   */
  public static Optional<Value> of(OneStep step, List<Window> windows, boolean repeated) {
    Window window = windows.getFirst();
    if (!isCausal(window)) {
      step.refuse(
          "reads later steps, or leaves some out: padding = CAUSAL with stride = 1 does not");
      return Optional.empty();
    }
    Value x = step.input(0);
    if (window.kernel() == 1) {
      return Optional.of(x);
    }
    String name = step.node().name();
    Value one = step.add(name + "Step", new PixelsAsStepsOp(new Dim(1, Axis.TIME)), List.of(x));
    Value row = step.add(name + "Row", new FoldOp(), List.of(one));
    Value before = step.kept(name, ring(one.type(), window));
    Value pushed = step.add(name + "Pushed", new PushStepOp(repeated), List.of(before, row));
    step.stays(pushed);
    RecentStepsOp recent = new RecentStepsOp(window.kernel(), window.dilation());
    Value taps = step.add(name + "Recent", recent, List.of(pushed));
    return Optional.of(step.add(name + "Taps", new StepsAsPixelsOp(), List.of(taps)));
  }

  /** The window on its taps alone. */
  public static List<Window> onTaps(List<Window> windows) {
    int kernel = windows.getFirst().kernel();
    return List.of(new Window(kernel, kernel, 1, 0, 0, 1));
  }

  private static boolean isCausal(Window window) {
    return window.stride() == 1 && window.after() == 0 && window.before() == window.extent() - 1;
  }

  /** So many steps as a power of two that all which the window reaches are there. */
  private static TensorType ring(TensorType one, Window window) {
    int steps = Math.multiplyExact(2, Integer.highestOneBit(window.extent() - 1));
    return one.withSample(List.of(new Dim(steps, Axis.TIME), one.last()));
  }
}
