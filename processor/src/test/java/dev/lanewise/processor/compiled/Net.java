package dev.lanewise.processor.compiled;

import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Optimizer;
import dev.lanewise.runtime.Trainer;
import dev.lanewise.runtime.program.BatchPredictor;
import dev.lanewise.runtime.program.GeneratedNetwork;
import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.OutputSpec;
import dev.lanewise.runtime.program.Packing;
import dev.lanewise.runtime.program.ParameterSpec;
import dev.lanewise.runtime.program.ProgramSelector;
import dev.lanewise.runtime.program.Reals;
import dev.lanewise.runtime.program.TrainingProgram;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A generated network, used without its types. Each call works in an arena full of NaN, so that a
 * result never depends on what was there before.
 */
public final class Net {
  /** Of the random numbers of every step here. */
  public static final int KEY = 12345;

  private final GeneratedNetwork network;

  private Net(GeneratedNetwork network) {
    this.network = network;
  }

  /** A network of a width, whose facade is initialised here. */
  static synchronized Net create(ClassLoader loader, String facade, int bits) {
    String before = System.getProperty(ProgramSelector.PROPERTY);
    System.setProperty(ProgramSelector.PROPERTY, Integer.toString(bits));
    try {
      Method create = Class.forName(facade, true, loader).getMethod("create", long.class);
      create.setAccessible(true);
      return new Net((GeneratedNetwork) create.invoke(null, 1L));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(facade, e);
    } finally {
      if (before == null) {
        System.clearProperty(ProgramSelector.PROPERTY);
      } else {
        System.setProperty(ProgramSelector.PROPERTY, before);
      }
    }
  }

  /** The network itself. */
  public GeneratedNetwork network() {
    return network;
  }

  /** What the model is. */
  public ModelSpec spec() {
    return network.spec();
  }

  /**
   * A step's results.
   *
   * @param gradients by parameter, in canonical order
   * @param states of a stateful model, with which the next step begins
   */
  public record Step(double loss, Map<String, double[]> gradients, Map<String, double[]> states) {}

  /** Copies of all parameters. */
  public Map<String, double[]> parameters() {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec().parameters()) {
      values.put(parameter.name(), network.parameterAsDoubles(parameter.name()));
    }
    return values;
  }

  /** Sets all parameters. */
  public void parameters(Map<String, double[]> values) {
    values.forEach(network::parameter);
  }

  /**
   * Predicts one sample by the program for one; outputs by name. A caller's arrays may be inputs
   * and outputs at once: then the outputs are the same, unless one is a copy of an input, which may
   * have been written over by then.
   */
  public Map<String, double[]> predictOne(Batch sample) {
    Map<String, double[]> own = predictOne(sample, false);
    if (copies(own.values(), sample.values().values())) {
      return own;
    }
    predictOne(sample, true)
        .forEach((name, values) -> {
          if (!Arrays.equals(values, own.get(name))) {
            throw new AssertionError(
                spec().name() + "." + name + " is another one where arrays are shared");
          }
        });
    return own;
  }

  /**
   * @param shared whether outputs go where inputs of their length were
   */
  private Map<String, double[]> predictOne(Batch sample, boolean shared) {
    BatchPredictor predictor = network.batchPredictor();
    poison(predictor);
    List<Object> arrays = new ArrayList<>();
    Method predict = single(predictor);
    for (InputSpec input : spec().inputs()) {
      if (reads(predict, input.name())) {
        Object array = array(input, 1, sample);
        arrays.add(input.kind() == InputSpec.Kind.STEPS ? ((int[]) array)[0] : array);
      }
    }
    Map<String, Object> outputs = outputs(1, 0);
    if (shared) {
      List<Object> free = new ArrayList<>(arrays);
      outputs.replaceAll((name, array) -> taken(free, array));
    }
    arrays.addAll(outputs.values());
    try {
      predict.invoke(predictor, arrays.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return doubles(outputs, 1);
  }

  /** Predicts a batch; outputs by name. What lies behind the last row must stay as it was. */
  public Map<String, double[]> predict(Batch batch) {
    BatchPredictor predictor = network.batchPredictor();
    poison(predictor);
    Object[] inputs =
        spec().inputs().stream().map(input -> array(input, batch.rows(), batch)).toArray();
    Map<String, Object> outputs = outputs(batch.rows(), 3);
    predictor.predict(inputs, batch.rows(), outputs.values().toArray());
    return doubles(outputs, batch.rows());
  }

  /** A training step without an update. */
  public Step step(Batch batch) {
    return step(batch, 1);
  }

  /**
   * A training step without an update, the items of each phase cut into pieces, of which the last
   * runs first.
   */
  public Step step(Batch batch, int pieces) {
    return step(batch, pieces, KEY);
  }

  /**
   * The same with random numbers of another step.
   *
   * @param key of the random numbers
   */
  public Step step(Batch batch, int pieces, int key) {
    return step(batch, pieces, key, Map.of());
  }

  /**
   * The same for a stateful model.
   *
   * @param states that the step begins with; those that are not there are zero
   */
  public Step step(Batch batch, int pieces, int key, Map<String, double[]> states) {
    TrainingProgram training = network.training();
    poison(training);
    KeptStates kept = new KeptStates(network, training);
    kept.begin(states);
    int rows = batch.rows();
    for (int i = 0; i < spec().inputs().size(); i++) {
      batch.fill(spec().inputs().get(i).name(), training.input(i));
    }
    for (int phase = 0; phase < training.phases(); phase++) {
      int items = training.items(phase, rows);
      for (int piece = pieces - 1; piece >= 0; piece--) {
        int from = items * piece / pieces;
        int to = items * (piece + 1) / pieces;
        if (from < to) {
          training.run(phase, from, to, rows, key);
        }
      }
    }
    requireZeroPads("gradients", training.gradients());
    Map<String, double[]> gradients = new LinkedHashMap<>();
    for (int i = 0; i < spec().parameters().size(); i++) {
      ParameterSpec parameter = spec().parameters().get(i);
      if (!parameter.trained()) {
        continue;
      }
      Object canonical = spec().newReals(parameter.size());
      network.program().master().unpack(i, training.gradients(), canonical);
      gradients.put(parameter.name(), Reals.toDoubles(canonical));
    }
    return new Step(training.loss(rows), gradients, kept.read());
  }

  /** A parameter or buffer as training sees it, published or not, in canonical order. */
  public double[] buffer(String name) {
    int index = spec().parameterIndex(name);
    Object canonical = spec().newReals(spec().parameters().get(index).size());
    network.program().master().unpack(index, network.training().weights(), canonical);
    return Reals.toDoubles(canonical);
  }

  /**
   * Trains on one batch, over and over, by the runtime's trainer with two threads.
   *
   * @return the losses before each step
   */
  public double[] train(Batch batch, Optimizer optimizer, int steps) {
    Dataset data = batch.dataset(spec());
    Trainer trainer = Trainer.of(network).optimizer(optimizer).threads(2).quiet();
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      losses[i] = trainer.step(data);
    }
    return losses;
  }

  /** Fails unless every element that no parameter lies at is zero in the master weights. */
  public void requireZeroPads() {
    requireZeroPads("weights", network.training().weights());
  }

  private void requireZeroPads(String what, Object packed) {
    double[] rest = Reals.toDoubles(packed);
    Packing master = network.program().master();
    for (int i = 0; i < master.parameters(); i++) {
      Object zeros =
          spec().newReals(IntStream.of(master.layout(i).shape()).reduce(1, (a, b) -> a * b));
      Object copy = spec().newReals(rest.length);
      // Ones at the parameter's places, by packing ones into zeros.
      fill(zeros, 1);
      master.pack(i, zeros, copy);
      double[] mask = Reals.toDoubles(copy);
      for (int j = 0; j < rest.length; j++) {
        rest[j] = mask[j] == 1 ? 0 : rest[j];
      }
    }
    for (int j = 0; j < rest.length; j++) {
      if (rest[j] != 0) {
        throw new AssertionError(spec().name() + ": " + what + " pad " + j + " is " + rest[j]);
      }
    }
  }

  /** Whether an output has the numbers of an input. */
  static boolean copies(Collection<double[]> outputs, Collection<double[]> inputs) {
    return outputs.stream()
        .anyMatch(output -> inputs.stream().anyMatch(input -> isSame(output, input)));
  }

  private static boolean isSame(double[] a, double[] b) {
    return a.length == b.length
        && IntStream.range(0, a.length).allMatch(i -> (float) a[i] == (float) b[i]);
  }

  /** The first of some arrays that is like another one, or that one. */
  static Object taken(List<Object> free, Object array) {
    Object like =
        free.stream()
            .filter(other -> other.getClass() == array.getClass())
            .filter(other -> Array.getLength(other) == Array.getLength(array))
            .findFirst()
            .orElse(array);
    free.removeIf(other -> other == like);
    return like;
  }

  private Object array(InputSpec input, int rows, Batch batch) {
    Object array =
        input.kind().isInt()
            ? new int[rows * input.width()]
            : spec().newReals(rows * input.width());
    batch.fill(input.name(), array);
    return array;
  }

  private Map<String, Object> outputs(int rows, int more) {
    Map<String, Object> arrays = new LinkedHashMap<>();
    for (OutputSpec output : spec().outputs()) {
      Object array = spec().newReals(rows * output.width() + more);
      fill(array, Double.NaN);
      arrays.put(output.name(), array);
    }
    return arrays;
  }

  private Map<String, double[]> doubles(Map<String, Object> outputs, int rows) {
    Map<String, double[]> result = new LinkedHashMap<>();
    for (OutputSpec output : spec().outputs()) {
      double[] all = Reals.toDoubles(outputs.get(output.name()));
      int size = rows * output.width();
      for (int i = size; i < all.length; i++) {
        if (!Double.isNaN(all[i])) {
          throw new AssertionError(spec().name() + "." + output.name() + ": wrote past the rows");
        }
      }
      result.put(output.name(), Arrays.copyOf(all, size));
    }
    return result;
  }

  /** The overload that takes no number of rows. */
  private static Method single(BatchPredictor predictor) {
    return Stream.of(predictor.getClass().getMethods())
        .filter(m -> m.getName().equals("predict") && !m.isBridge())
        .filter(m -> Stream.of(m.getParameters()).noneMatch(p -> p.getName().equals("rows")))
        .peek(m -> m.setAccessible(true))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a method has a parameter for an input; short and taken names get a longer one. */
  static boolean reads(Method predict, String input) {
    return Stream.of(predict.getParameters())
        .anyMatch(p ->
            p.getName()
                .replace("Array", "")
                .equals(input.replace('$', '_').replace(".steps", "Steps")));
  }

  static void poison(Object workspace) {
    try {
      Field arena = workspace.getClass().getDeclaredField("arena");
      arena.setAccessible(true);
      fill(arena.get(workspace), Double.NaN);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static void fill(Object reals, double value) {
    fill(reals, 0, Reals.length(reals), value);
  }

  static void fill(Object reals, int from, int to, double value) {
    if (reals instanceof float[] floats) {
      Arrays.fill(floats, from, to, (float) value);
    } else {
      Arrays.fill((double[]) reals, from, to, value);
    }
  }
}
