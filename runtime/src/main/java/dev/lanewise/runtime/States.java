package dev.lanewise.runtime;

import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.Packing;
import dev.lanewise.runtime.program.TrainingProgram;
import java.util.Arrays;
import java.util.List;

/** What stays in a trainer from one step to the next: the states of a stateful model. */
final class States {
  private final ModelSpec model;
  private final Packing packing;
  private final TrainingProgram program;

  States(ModelSpec model, Packing packing, TrainingProgram program) {
    this.model = model;
    this.packing = packing;
    this.program = program;
  }

  List<String> names() {
    return program.states();
  }

  boolean isEmpty() {
    return names().isEmpty();
  }

  /** The batch, and the axes of a sample's state. */
  int[] shape(int state) {
    return packing.layout(state).shape();
  }

  private int size(int state) {
    return Arrays.stream(shape(state)).reduce(1, Math::multiplyExact);
  }

  /** A copy of a state, row after row. */
  Object get(int state) {
    Object canonical = model.newReals(size(state));
    packing.unpack(state, program.memory(), canonical);
    return canonical;
  }

  void set(int state, Object canonical) {
    packing.pack(state, canonical, program.memory());
  }

  /** All of them begin at zero again. */
  void reset() {
    for (int state = 0; state < names().size(); state++) {
      set(state, model.newReals(size(state)));
    }
  }

  /** Those of a row begin at zero again. */
  void reset(int row) {
    for (int state = 0; state < names().size(); state++) {
      Object values = get(state);
      int width = size(state) / shape(state)[0];
      System.arraycopy(model.newReals(width), 0, values, row * width, width);
      set(state, values);
    }
  }
}
