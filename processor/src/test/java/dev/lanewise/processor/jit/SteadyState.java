package dev.lanewise.processor.jit;

import dev.lanewise.processor.compiled.Compilation;
import java.util.List;

/**
 * Two models with every kind of kernel, and a program that predicts and trains until nothing
 * changes any more: the state that users pay for.
 */
final class SteadyState {
  static final List<String> MODELS = List.of("Classifier", "Regressor");

  private static final String CLASSIFIER =
      """
      @Model(batch = 16) interface Classifier {
        @Input(20) Tensor x();
        @ClassLabel(7) Tensor label();
        @Dense(units = 36, activation = RELU) Tensor a(Tensor x);
        @Dense(units = 17, activation = TANH) Tensor b(Tensor a);
        @Dense(units = 7) Tensor scores(Tensor b);
        @Softmax @Output Tensor p(Tensor scores);
        @CrossEntropyLoss Tensor loss(Tensor scores, Tensor label);
      }
      """;
  private static final String REGRESSOR =
      """
      @Model(batch = 5, type = DataType.DOUBLE) interface Regressor {
        @Input(6) Tensor x();
        @Label(3) Tensor target();
        @Dense(units = 9, activation = SIGMOID) Tensor a(Tensor x);
        @Dense(units = 9, bias = false) Tensor b(Tensor a);
        @Add Tensor sum(Tensor a, Tensor b);
        @Concat Tensor all(Tensor sum, Tensor x);
        @Dense(units = 3) @Output Tensor y(Tensor all);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      }
      """;
  private static final String MAIN =
      """
      import com.sun.management.ThreadMXBean;
      import dev.lanewise.runtime.program.*;
      import java.lang.management.ManagementFactory;

      public final class Steady {
        private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private static int checksum;

        public static void main(String[] args) {
          ClassifierNet classifier = ClassifierNet.create(1);
          ClassifierNet.Predictor one = classifier.predictor();
          float[] x = new float[20], p = new float[7], xs = new float[320], ps = new float[112];
          steady("Classifier predict", 1_000_000, () -> one.predict(x, p));
          steady("Classifier batch", 1_000_000 / 16, () -> one.predict(xs, 16, ps));
          TrainingProgram training = classifier.training();
          steady("Classifier training", 50_000, () -> step(training, 15));

          RegressorNet regressor = RegressorNet.create(1);
          RegressorNet.Predictor other = regressor.predictor();
          double[] v = new double[6], y = new double[3], vs = new double[30], ys = new double[15];
          steady("Regressor predict", 1_000_000, () -> other.predict(v, y));
          steady("Regressor batch", 1_000_000 / 5, () -> other.predict(vs, 5, ys));
          TrainingProgram training2 = regressor.training();
          steady("Regressor training", 50_000, () -> step(training2, 5));
        }

        private static void step(TrainingProgram training, int rows) {
          for (int phase = 0; phase < training.phases(); phase++) {
            training.run(phase, 0, training.items(phase, rows), rows, 0);
          }
          checksum += training.loss(rows) > 0 ? 1 : 0;
        }

        /** Repeats until a whole round allocates nothing; the JIT may take a few. */
        private static void steady(String what, int calls, Runnable work) {
          long bytes = 0;
          for (int round = 0; round < 8; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
              work.run();
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (round > 0 && bytes == 0) {
              System.out.println("STEADY " + what + " in round " + round);
              return;
            }
          }
          System.out.println("ALLOCATES " + what + ": " + bytes + " bytes in " + calls + " calls");
        }
      }
      """;

  private SteadyState() {}

  /** The models and the main class {@code Steady}. */
  static Compilation compile() {
    return Compilation.of(CLASSIFIER, REGRESSOR, MAIN);
  }
}
