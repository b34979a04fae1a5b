package dev.lanewise.runtime;

import dev.lanewise.runtime.program.GeneratedNetwork;
import dev.lanewise.runtime.program.Initialization;
import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.Packing;
import dev.lanewise.runtime.program.ParameterSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * All that training needs to go on: weights, the optimiser's state and counters. In the file, a
 * safetensors file, parameters have their names and the optimiser's arrays are called {@code
 * optimiser.array.parameter}, such as {@code Adam.exp_avg.hidden.weight}; all are canonical, so a
 * program of any width resumes what another began. What a stateful model keeps is called {@code
 * state.name}. Counters are metadata.
 *
 * @param net whose weights these are
 * @param optimizer its name
 * @param state the optimiser's arrays, in the network's master packing
 * @param kept what stays from step to step
 */
record Checkpoint(GeneratedNetwork net, String optimizer, Map<String, Object> state, States kept) {
  private static final String VERSION = "1";

  /**
   * Where training stands.
   *
   * @param seed of the trainer
   * @param epochs done
   * @param steps done
   * @param updates since the optimiser's state began
   */
  record Progress(long seed, int epochs, long steps, long updates) {}

  void write(Path path, Progress progress) throws IOException {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("checkpoint", VERSION);
    metadata.put("format", "pt");
    metadata.put("optimizer", optimizer);
    metadata.put("seed", Long.toString(progress.seed()));
    metadata.put("epochs", Integer.toString(progress.epochs()));
    metadata.put("steps", Long.toString(progress.steps()));
    metadata.put("updates", Long.toString(progress.updates()));
    List<ParameterSpec> parameters = net.parameters();
    int[] trained = trained();
    List<Object> arrays = List.copyOf(state.values());
    Safetensors.write(
        path,
        contents(),
        metadata,
        tensor -> {
          int index = tensor - parameters.size();
          if (index < 0) {
            String name = parameters.get(tensor).name();
            return net.spec().doublePrecision()
                ? net.parameterAsDoubles(name)
                : net.parameter(name);
          }
          if (index >= arrays.size() * trained.length) {
            return kept.get(index - arrays.size() * trained.length);
          }
          int parameter = trained[index % trained.length];
          Object canonical = net.spec().newReals(parameters.get(parameter).size());
          Object packed = arrays.get(index / trained.length);
          net.program().master().unpack(parameter, packed, canonical);
          return canonical;
        });
  }

  /**
   * Sets the network's weights and the optimiser's arrays to the file's.
   *
   * @throws IOException if the file cannot be read, is malformed, or is no checkpoint of this model
   *     and optimiser; nothing is changed then
   * @throws IllegalStateException if a trainer is at work on the network; nothing is changed then
   */
  Progress read(Path path) throws IOException {
    Counters counters = new Counters();
    Object[] reals =
        Safetensors.read(path, contents(), "a checkpoint of " + net.modelName(), counters::audit);
    Packing master = net.program().master();
    int size = net.parameters().size();
    int[] trained = trained();
    net.replaceAll(parameter -> reals[parameter]);
    List<Object> arrays = List.copyOf(state.values());
    int first = reals.length - kept.names().size();
    for (int tensor = first; tensor < reals.length; tensor++) {
      kept.set(tensor - first, reals[tensor]);
    }
    for (int tensor = size; tensor < first; tensor++) {
      int index = tensor - size;
      master.pack(
          trained[index % trained.length], reals[tensor], arrays.get(index / trained.length));
    }
    return counters.progress;
  }

  /** Positions of what the optimiser changes. */
  private int[] trained() {
    return IntStream.range(0, net.parameters().size())
        .filter(i -> net.parameters().get(i).trained())
        .toArray();
  }

  /**
   * The file's tensors: all parameters, then those trained once more for each array of state, then
   * what is kept.
   */
  private ModelSpec contents() {
    List<ParameterSpec> tensors = new ArrayList<>(net.parameters());
    for (String array : state.keySet()) {
      for (int i : trained()) {
        ParameterSpec parameter = net.parameters().get(i);
        String name = String.join(".", optimizer, array, parameter.name());
        tensors.add(ParameterSpec.trained(name, parameter.shape(), parameter.init()));
      }
    }
    for (int i = 0; i < kept.names().size(); i++) {
      String name = "state." + kept.names().get(i);
      tensors.add(ParameterSpec.trained(name, kept.shape(i), Initialization.constant(0)));
    }
    ModelSpec spec = net.spec();
    return new ModelSpec(
        spec.name(), spec.doublePrecision(), spec.batch(), spec.inputs(), spec.outputs(), tensors);
  }

  /** Reads the counters from metadata. */
  private final class Counters {
    private final List<String> faults = new ArrayList<>();
    private Progress progress = new Progress(0, 0, 0, 0);

    List<String> audit(Map<String, String> metadata) {
      expect("checkpoint", VERSION, metadata);
      expect("optimizer", optimizer, metadata);
      progress =
          new Progress(
              number("seed", Long.MIN_VALUE, Long.MAX_VALUE, metadata),
              (int) number("epochs", 0, Integer.MAX_VALUE, metadata),
              number("steps", 0, Long.MAX_VALUE, metadata),
              number("updates", 0, Long.MAX_VALUE, metadata));
      return faults;
    }

    private void expect(String key, String expected, Map<String, String> metadata) {
      String found = metadata.get(key);
      if (!expected.equals(found)) {
        faults.add("its " + key + " is " + found + ", expected " + expected);
      }
    }

    private long number(String key, long least, long most, Map<String, String> metadata) {
      String found = metadata.get(key);
      try {
        long number = Long.parseLong(found);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, as are numbers out of range; null is no number either.
      }
      faults.add("its " + key + " is " + found + ", expected a whole number from " + least);
      return 0;
    }
  }
}
