package dev.lanewise.processor.jit;

import dev.lanewise.processor.compiled.Compilation;
import java.util.List;

/**
 * Models with every kind of kernel, and a program that predicts and trains until nothing changes
 * any more: the state that users pay for.
 */
final class SteadyState {
  static final List<String> MODELS =
      List.of("Classifier", "Regressor", "Images", "Signals", "Recurrent", "Frames", "Stored");

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

  /** Few channels and many, steps, groups, each channel by itself, and the ways back. */
  private static final String IMAGES =
      """
      @Model(batch = 3) interface Images {
        @Input({3, 8, 7}) Tensor x();
        @ClassLabel(5) Tensor label();
        @Conv2d(filters = 17, kernel = 5, pads = 2, activation = RELU) Tensor few(Tensor x);
        @MaxPool2d(value = 3, stride = 2, pads = 1) Tensor smaller(Tensor few);
        @Conv2d(filters = 32, kernel = 3, padding = Padding.SAME) Tensor many(Tensor smaller);
        @DepthwiseConv2d(kernel = 3, pads = 1, activation = TANH) Tensor each(Tensor many);
        @Conv2d(filters = 32, kernel = 3, groups = 2, pads = 1) Tensor halves(Tensor each);
        @Conv2d(filters = 16, kernel = 3, stride = 2, pads = 1) Tensor apart(Tensor halves);
        @ConvTranspose2d(filters = 8, kernel = 2, stride = 2) Tensor back(Tensor apart);
        @Upsample(2) Tensor larger(Tensor back);
        @Conv2d(filters = 9, kernel = 2, dilation = 2) Tensor wide(Tensor larger);
        @AvgPool2d(value = 3, stride = 1) Tensor means(Tensor wide);
        @GlobalAvgPool Tensor mean(Tensor means);
        @Dense(units = 5) @Output Tensor scores(Tensor mean);
        @CrossEntropyLoss Tensor loss(Tensor scores, Tensor label);
      }
      """;

  private static final String SIGNALS =
      """
      @Model(batch = 4, type = DataType.DOUBLE) interface Signals {
        @Input({2, 18}) Tensor x();
        @Label(3) Tensor target();
        @Conv1d(filters = 9, kernel = 3, padding = Padding.CAUSAL, dilation = 2, activation = SELU)
        Tensor a(Tensor x);
        @SeparableConv1d(filters = 12, kernel = 3, multiplier = 2, pads = 1) Tensor b(Tensor a);
        @Conv1d(filters = 18, kernel = 2, groups = 3) Tensor c(Tensor b);
        @AvgPool1d(2) Tensor d(Tensor c);
        @ConvTranspose1d(filters = 5, kernel = 3, stride = 2) Tensor e(Tensor d);
        @Upsample(value = 2, mode = UpsampleMode.BILINEAR) Tensor f(Tensor e);
        @GlobalMaxPool Tensor g(Tensor f);
        @Dense(units = 3) @Output Tensor y(Tensor g);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      }
      """;

  private static final String RECURRENT =
      """
      @Model(batch = 4) interface Recurrent {
        @SequenceInput(length = 6, features = 5) Tensor x();
        @Label(3) Tensor target();
        @Lstm(units = 20) Tensor a(Tensor x);
        @Gru(units = 17, bidirectional = true, recurrentDropout = 0.1) Tensor b(Tensor a);
        @Lstm(units = 9, peephole = true) Tensor c(Tensor b);
        @SimpleRnn(units = 16) Tensor d(Tensor c);
        @IndRnn(units = 8) Tensor e(Tensor d);
        @Jordan(units = 7, outputs = 10) Tensor f(Tensor e);
        @Gru(units = 12, resetAfter = false, returnSequence = false) Tensor g(Tensor f);
        @Dense(units = 3) @Output Tensor y(Tensor g);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      }
      """;

  /** What a stepper keeps: states, histories, and what is left of all steps. */
  private static final String FRAMES =
      """
      @Model(batch = 4, streaming = true) interface Frames {
        @SequenceInput(length = 6, features = 5) Tensor x();
        @Conv1d(filters = 20, kernel = 3, dilation = 2, padding = Padding.CAUSAL, activation = TANH)
        Tensor a(Tensor x);
        @Lstm(units = 44) Tensor b(Tensor a);
        @ReduceMean(axes = 0) Tensor c(Tensor b);
        @Dense(units = 3) @Output Tensor y(Tensor c);
      }
      """;

  private static final String STORED =
      """
      @Model(batch = 4, weightStorage = WeightStorage.BFLOAT16) interface Stored {
        @TokenInput(length = 6, vocabulary = 9) Tensor x();
        @Label(3) Tensor target();
        @Embedding(features = 36) Tensor a(Tensor x);
        @Lstm(units = 33) Tensor b(Tensor a);
        @Gru(units = 8, returnSequence = false) Tensor c(Tensor b);
        @Dense(units = 150, activation = TANH) Tensor d(Tensor c);
        @Dense(units = 3) @Output Tensor y(Tensor d);
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

          ImagesNet images = ImagesNet.create(1);
          ImagesNet.Predictor image = images.predictor();
          float[] i = new float[168], s = new float[5], is = new float[504], ss = new float[15];
          steady("Images predict", 30_000, () -> image.predict(i, s));
          steady("Images batch", 10_000, () -> image.predict(is, 3, ss));
          TrainingProgram training3 = images.training();
          steady("Images training", 5_000, () -> steps(training3, 3));

          SignalsNet signals = SignalsNet.create(1);
          SignalsNet.Predictor signal = signals.predictor();
          double[] t = new double[36], u = new double[3], ts = new double[144], us = new double[12];
          steady("Signals predict", 30_000, () -> signal.predict(t, u));
          steady("Signals batch", 10_000, () -> signal.predict(ts, 4, us));
          TrainingProgram training4 = signals.training();
          steady("Signals training", 5_000, () -> steps(training4, 4));

          RecurrentNet recurrent = RecurrentNet.create(1);
          RecurrentNet.Predictor sequence = recurrent.predictor();
          float[] a = new float[30], b = new float[3], as = new float[120], bs = new float[12];
          steady("Recurrent predict", 30_000, () -> sequence.predict(a, b));
          steady("Recurrent batch", 10_000, () -> {
            sequence.predict(as, 4, bs);
            sequence.predict(as, 3, bs);
          });
          TrainingProgram training5 = recurrent.training();
          steady("Recurrent training", 5_000, () -> steps(training5, 4));

          FramesNet frames = FramesNet.create(1);
          FramesNet.Predictor whole = frames.predictor();
          FramesNet.Stepper stepper = frames.stepper();
          float[] frame = new float[5], o = new float[3], state = new float[stepper.stateSize()];
          steady("Frames predict", 30_000, () -> whole.predict(a, b));
          steady(
              "Frames batch",
              10_000,
              () -> {
                whole.predict(as, 4, bs);
                whole.predict(as, 3, bs);
              });
          steady(
              "Frames steps",
              100_000,
              () -> {
                stepper.step(frame, o);
                stepper.save(state);
                stepper.reset();
                stepper.restore(state);
              });

          StoredNet stored = StoredNet.create(1);
          StoredNet.Predictor bfloat16 = stored.predictor();
          int[] n = new int[6], ns = new int[24];
          steady("Stored predict", 30_000, () -> bfloat16.predict(n, b));
          steady("Stored batch", 10_000, () -> {
            bfloat16.predict(ns, 4, bs);
            bfloat16.predict(ns, 3, bs);
          });
          TrainingProgram training6 = stored.training();
          steady("Stored training", 5_000, () -> steps(training6, 4));
        }

        /** Whole minibatches and short ones: tiles of rows, and rows by themselves. */
        private static void steps(TrainingProgram training, int batch) {
          step(training, batch);
          step(training, batch - 1);
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
    return Compilation.of(CLASSIFIER, REGRESSOR, IMAGES, SIGNALS, RECURRENT, FRAMES, STORED, MAIN);
  }
}
