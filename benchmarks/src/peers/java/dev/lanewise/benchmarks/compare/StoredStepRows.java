package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Recurrence.Cell;
import dev.lanewise.benchmarks.models.StoredSteps_Gru16x16Net;
import dev.lanewise.benchmarks.models.StoredSteps_Gru32x32Net;
import dev.lanewise.benchmarks.models.StoredSteps_Gru64x128Net;
import dev.lanewise.benchmarks.models.StoredSteps_Gru64x64Net;
import dev.lanewise.benchmarks.models.StoredSteps_Gru8x8Net;
import dev.lanewise.benchmarks.models.StoredSteps_Lstm16x16Net;
import dev.lanewise.benchmarks.models.StoredSteps_Lstm1x32Net;
import dev.lanewise.benchmarks.models.StoredSteps_Lstm256x512Net;
import dev.lanewise.benchmarks.models.StoredSteps_Lstm32x32Net;
import dev.lanewise.benchmarks.models.StoredSteps_Lstm64x128Net;
import dev.lanewise.benchmarks.models.StoredSteps_Lstm64x64Net;
import dev.lanewise.benchmarks.models.StoredSteps_Lstm8x8Net;

/** The recurrent ones of {@link StepRows} with weights stored as bfloat16. */
final class StoredStepRows {

  private static final long SEED = 1;

  private final StepContest steps;

  StoredStepRows(StepContest steps) {
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
  }

  private void lstm1x32() {
    var net = StoredSteps_Lstm1x32Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-1-32-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.LSTM, "layer"),
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
    var net = StoredSteps_Lstm64x128Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-64-128-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.LSTM, "layer"),
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
    var net = StoredSteps_Lstm256x512Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-256-512-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.LSTM, "layer"),
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
    var net = StoredSteps_Gru64x128Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-64-128-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.GRU, "layer"),
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
    var net = StoredSteps_Lstm8x8Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-n8-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.LSTM, "layer"),
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
    var net = StoredSteps_Lstm16x16Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-n16-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.LSTM, "layer"),
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
    var net = StoredSteps_Lstm32x32Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-n32-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.LSTM, "layer"),
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
    var net = StoredSteps_Lstm64x64Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-lstm-n64-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.LSTM, "layer"),
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
    var net = StoredSteps_Gru8x8Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-n8-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.GRU, "layer"),
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
    var net = StoredSteps_Gru16x16Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-n16-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.GRU, "layer"),
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
    var net = StoredSteps_Gru32x32Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-n32-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.GRU, "layer"),
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
    var net = StoredSteps_Gru64x64Net.create(SEED);
    var stepper = net.stepper();
    steps.compare(
        "step-gru-n64-bf16",
        Chain.ofBfloat16(net).recurrent(Cell.GRU, "layer"),
        stepper::reset,
        (x, h) ->
            times -> {
              for (int i = 0; i < times; i++) {
                stepper.step(x, h);
                stepper.step(x, h);
              }
            });
  }
}
