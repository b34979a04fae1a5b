package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.DenseLayers_Dense16Net;
import dev.lanewise.benchmarks.models.DenseLayers_Dense32Net;
import dev.lanewise.benchmarks.models.DenseLayers_Dense64Net;
import dev.lanewise.benchmarks.models.DenseLayers_Dense8Net;
import dev.lanewise.benchmarks.models.Recurrence.Cell;
import dev.lanewise.benchmarks.models.RecurrentSteps_Gru16x16Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Gru32x32Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Gru64x128Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Gru64x64Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Gru8x8Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Lstm16x16Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Lstm1x32Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Lstm256x512Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Lstm32x32Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Lstm64x128Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Lstm64x64Net;
import dev.lanewise.benchmarks.models.RecurrentSteps_Lstm8x8Net;

/**
 * Single steps, each row in a loop of its own: the smallest take no longer than a few dispatched
 * calls.
 */
final class StepRows {

  private static final long SEED = 1;

  private final Contest contest;
  private final StepContest steps;

  StepRows(Contest contest, StepContest steps) {
    this.contest = contest;
    this.steps = steps;
  }

  void run() {
    lstm1x32();
    lstm64x128();
    lstm256x512();
    gru64x128();
    lstm8x8();
    lstm16x16();
    lstm32x32();
    lstm64x64();
    gru8x8();
    gru16x16();
    gru32x32();
    gru64x64();
    dense8();
    dense16();
    dense32();
    dense64();
  }

  private void lstm1x32() {
    var net = RecurrentSteps_Lstm1x32Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-1-32",
        Chain.of(net).recurrent(Cell.LSTM, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void lstm64x128() {
    var net = RecurrentSteps_Lstm64x128Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-64-128",
        Chain.of(net).recurrent(Cell.LSTM, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void lstm256x512() {
    var net = RecurrentSteps_Lstm256x512Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-256-512",
        Chain.of(net).recurrent(Cell.LSTM, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void gru64x128() {
    var net = RecurrentSteps_Gru64x128Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-64-128",
        Chain.of(net).recurrent(Cell.GRU, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void lstm8x8() {
    var net = RecurrentSteps_Lstm8x8Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-n8",
        Chain.of(net).recurrent(Cell.LSTM, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void lstm16x16() {
    var net = RecurrentSteps_Lstm16x16Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-n16",
        Chain.of(net).recurrent(Cell.LSTM, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void lstm32x32() {
    var net = RecurrentSteps_Lstm32x32Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-n32",
        Chain.of(net).recurrent(Cell.LSTM, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void lstm64x64() {
    var net = RecurrentSteps_Lstm64x64Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-n64",
        Chain.of(net).recurrent(Cell.LSTM, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void gru8x8() {
    var net = RecurrentSteps_Gru8x8Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-n8",
        Chain.of(net).recurrent(Cell.GRU, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void gru16x16() {
    var net = RecurrentSteps_Gru16x16Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-n16",
        Chain.of(net).recurrent(Cell.GRU, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void gru32x32() {
    var net = RecurrentSteps_Gru32x32Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-n32",
        Chain.of(net).recurrent(Cell.GRU, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void gru64x64() {
    var net = RecurrentSteps_Gru64x64Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-n64",
        Chain.of(net).recurrent(Cell.GRU, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }

  private void dense8() {
    var net = DenseLayers_Dense8Net.create(SEED);
    var predictor = net.predictor();
    contest.byMemory(
        "step-dense-n8",
        Chain.of(net).dense("layer"),
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, out);
              }
            });
  }

  private void dense16() {
    var net = DenseLayers_Dense16Net.create(SEED);
    var predictor = net.predictor();
    contest.byMemory(
        "step-dense-n16",
        Chain.of(net).dense("layer"),
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, out);
              }
            });
  }

  private void dense32() {
    var net = DenseLayers_Dense32Net.create(SEED);
    var predictor = net.predictor();
    contest.byMemory(
        "step-dense-n32",
        Chain.of(net).dense("layer"),
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, out);
              }
            });
  }

  private void dense64() {
    var net = DenseLayers_Dense64Net.create(SEED);
    var predictor = net.predictor();
    contest.byMemory(
        "step-dense-n64",
        Chain.of(net).dense("layer"),
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, out);
              }
            });
  }
}
