package dev.lanewise.processor.compiled;

import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.OutputSpec;
import dev.lanewise.runtime.program.Reals;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A generated stepper, used without its types: it begins in an arena full of NaN, of which a reset
 * clears what is kept.
 */
public final class Stepper {
  private final Net net;
  private final Object stepper;
  private final int length;
  private final Set<String> sequences;

  /** Whether an output has been a copy of an input: such arrays are not shared. */
  private boolean copies;

  /**
   * @param length steps of the model's sequences
   * @param sequences names of the inputs and outputs that have steps
   */
  public Stepper(Net net, int length, Set<String> sequences) {
    this.net = net;
    this.length = length;
    this.sequences = sequences;
    this.stepper = call(net.network(), "stepper");
    Net.poison(stepper);
    reset();
  }

  /** Takes the step {@code t} of a batch of one row; outputs of the step by name. */
  public Map<String, double[]> step(Batch sample, int t) {
    List<Object> arguments = new ArrayList<>();
    List<double[]> inputs = new ArrayList<>();
    Method step = method("step");
    for (InputSpec input : net.spec().inputs()) {
      if (input.kind() != InputSpec.Kind.STEPS && Net.reads(step, input.name())) {
        double[] all = sample.values().get(input.name());
        int width = sequences.contains(input.name()) ? all.length / length : all.length;
        int from = sequences.contains(input.name()) ? t * width : 0;
        inputs.add(Arrays.copyOfRange(all, from, from + width));
        arguments.add(argument(input, inputs.getLast()));
      }
    }
    List<Object> free = new ArrayList<>(arguments);
    Map<String, Object> outputs = new LinkedHashMap<>();
    for (OutputSpec output : net.spec().outputs()) {
      boolean steps = sequences.contains(output.name());
      Object array = net.spec().newReals(steps ? output.width() / length : output.width());
      Net.fill(array, Double.NaN);
      // At every second step outputs go where inputs were.
      array = t % 2 == 1 && !copies ? Net.taken(free, array) : array;
      outputs.put(output.name(), array);
      arguments.add(array);
    }
    call(step, arguments.toArray());
    Map<String, double[]> results = new LinkedHashMap<>();
    outputs.forEach((name, array) -> results.put(name, Reals.toDoubles(array)));
    copies |= Net.copies(results.values(), inputs);
    return results;
  }

  private Object argument(InputSpec input, double[] values) {
    if (input.kind() == InputSpec.Kind.TOKENS && values.length == 1) {
      return (int) values[0];
    }
    if (input.kind().isInt()) {
      return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
    }
    return net.spec().doublePrecision() ? values.clone() : Reals.toFloats(values);
  }

  public void reset() {
    call(method("reset"));
  }

  /** What is kept. */
  public Object save() {
    Object state = net.spec().newReals((int) call(method("stateSize")));
    call(method("save"), state);
    return state;
  }

  public void restore(Object state) {
    call(method("restore"), state);
  }

  private Method method(String name) {
    return Stream.of(stepper.getClass().getDeclaredMethods())
        .filter(m -> m.getName().equals(name))
        .peek(m -> m.setAccessible(true))
        .findFirst()
        .orElseThrow();
  }

  private Object call(Method method, Object... arguments) {
    try {
      return method.invoke(stepper, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(Object target, String name) {
    try {
      Method method = target.getClass().getMethod(name);
      method.setAccessible(true);
      return method.invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
