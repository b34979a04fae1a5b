package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Convolutions;
import dev.lanewise.benchmarks.models.Layer;
import dev.lanewise.benchmarks.models.Prediction;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.benchmarks.timing.Interleaved;
import dev.lanewise.benchmarks.timing.Rounds;
import dev.lanewise.benchmarks.timing.Routine;

/** Convolutions against ONNX Runtime, one row of input and one thread each. */
final class ConvSuite {

  private ConvSuite() {}

  static void run(Effort effort, Report report) {
    Contest contest = new Contest(effort, report);
    Convolutions.rows()
        .forEach((row, supplier) -> {
          Prediction prediction = supplier.get();
          contest.byArithmetic(
              row, prediction.chain(), 1, (in, out) -> repeating(prediction, in, out));
        });
    packing(effort, report);
  }

  /** All rows share this loop, so a call is dispatched: 3 ns, where a row takes microseconds. */
  private static Routine repeating(Prediction prediction, float[] in, float[] out) {
    return times -> {
      for (int i = 0; i < times; i++) {
        prediction.predictor().predict(in, out);
      }
    };
  }

  /** A layer twice brings the user's order of elements in and out once, as the layer alone does. */
  private static void packing(Effort effort, Report report) {
    if (!report.wants("conv3x3-64-56")) {
      return;
    }
    Prediction once = Convolutions.rows().get("conv3x3-64-56").get();
    float[] in = new float[Layer.size(once.chain().input())];
    float[] out = new float[Layer.size(once.chain().output())];
    Rounds rounds =
        Interleaved.run(
            effort,
            repeating(once, in, out),
            repeating(Convolutions.conv3x3x64x56Twice(), in, out));
    report.note("conv3x3-64-56-packing-us", rounds.difference(2, 0, 1).times(1e-3));
  }
}
