package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Prediction;
import dev.lanewise.benchmarks.models.Recurrences;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;

/** Recurrent layers against ONNX Runtime, one sequence or one step and one thread each. */
final class RnnSuite {

  private RnnSuite() {}

  static void run(Effort effort, Report report) {
    Contest contest = new Contest(effort, report);
    Recurrences.rows()
        .forEach((row, supplier) -> {
          Prediction prediction = supplier.get();
          contest.byRecurrence(
              row,
              prediction.chain(),
              // All rows share this loop: a call is dispatched in 3 ns, and takes microseconds.
              (in, out) ->
                  times -> {
                    for (int i = 0; i < times; i++) {
                      prediction.predictor().predict(in, out);
                    }
                  });
        });
    StepContest steps = new StepContest(effort, report);
    new StepRows(contest, steps).run();
    new StoredStepRows(steps).run();
  }
}
