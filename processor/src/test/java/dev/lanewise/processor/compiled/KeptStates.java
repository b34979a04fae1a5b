package dev.lanewise.processor.compiled;

import dev.lanewise.runtime.program.GeneratedNetwork;
import dev.lanewise.runtime.program.Packing;
import dev.lanewise.runtime.program.Reals;
import dev.lanewise.runtime.program.TrainingProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What stays in the arena of a stateful model's training from step to step, in canonical order. */
record KeptStates(GeneratedNetwork network, TrainingProgram training) {
  /**
   * The stretch that is kept is zero in a new arena.
   *
   * @param states those that are not zero
   */
  void begin(Map<String, double[]> states) {
    List<String> names = training.states();
    if (names.isEmpty()) {
      return;
    }
    Packing packing = network.program().trainStates();
    Net.fill(training.memory(), 0, packing.size(), 0);
    for (int i = 0; i < names.size(); i++) {
      double[] given = states.get(names.get(i));
      if (given != null) {
        boolean doubles = network.spec().doublePrecision();
        packing.pack(i, doubles ? given : Reals.toFloats(given), training.memory());
      }
    }
  }

  Map<String, double[]> read() {
    Packing packing = network.program().trainStates();
    Map<String, double[]> states = new LinkedHashMap<>();
    for (int i = 0; i < training.states().size(); i++) {
      int size = IntStream.of(packing.layout(i).shape()).reduce(1, Math::multiplyExact);
      Object values = network.spec().newReals(size);
      packing.unpack(i, training.memory(), values);
      states.put(training.states().get(i), Reals.toDoubles(values));
    }
    return states;
  }
}
