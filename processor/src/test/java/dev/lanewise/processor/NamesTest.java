package dev.lanewise.processor;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.reference.Agreement;
import org.junit.jupiter.api.Test;

/** Names of nodes that generated code uses for things of its own: it has to make way. */
class NamesTest {
  @Test
  void ofInputsAndOutputs() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 3) interface Fields {
              @Input(2) Tensor weights();
              @Input(2) Tensor arena();
              @Input(2) Tensor phase();
              @Input(2) Tensor index();
              @Input(2) Tensor i();
              @Input(2) Tensor r();
              @Input(2) Tensor item();
              @Add Tensor sum(Tensor weights, Tensor arena, Tensor phase, Tensor index, Tensor i,
                  Tensor r, Tensor item);
              @Dense(units = 2) @Output Tensor grads(Tensor sum);
              @Dense(units = 2) @Output Tensor outputs(Tensor sum);
              @Dense(units = 2) @Output Tensor inputs(Tensor sum);
              @MeanSquaredErrorLoss Tensor loss(Tensor grads, Tensor index);
            }
            """,
            """
            @Model(batch = 3) interface Types {
              @Input(2) Tensor größe();
              @Input(2) Tensor x$y();
              @Add Tensor FloatVector(Tensor größe, Tensor x$y);
              @Dense(units = 2, activation = TANH) @Output Tensor a$T(Tensor FloatVector);
              @Dense(units = 2) @Output Tensor $L(Tensor FloatVector);
              @MeanSquaredErrorLoss Tensor System(Tensor a$T, Tensor x$y);
            }
            """);
    Agreement.check(compilation, "Fields");
    Agreement.check(compilation, "Types");
  }
}
