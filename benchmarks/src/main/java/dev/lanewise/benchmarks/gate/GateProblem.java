package dev.lanewise.benchmarks.gate;

import dev.lanewise.benchmarks.timing.Routine;
import java.util.Random;

/**
 * One kernel with its data. Every implementation runs over the very same arrays, so that alignment
 * and cache placement are the same for all.
 */
enum GateProblem {
  DIRECT_CONV("direct-conv") {
    private final float[] in = random(58 * 58 * 64, 1);
    private final float[] weights = random(64 * 64 * 9, 2);
    private final float[] bias = random(64, 3);
    private final float[] out = new float[56 * 56 * 64];

    @Override
    Routine routine(GateKernels kernels) {
      return times -> {
        for (int i = 0; i < times; i++) {
          kernels.directConv(in, weights, bias, out);
        }
      };
    }

    @Override
    float[] output(GateKernels kernels) {
      kernels.directConv(in, weights, bias, out);
      return out.clone();
    }
  },

  WINOGRAD_CONV("winograd-conv") {
    private final float[] in = random(58 * 58 * 64 + 64, 1);
    private final float[] weights = random(36 * 64 * 64, 2);
    private final float[] bias = random(64, 3);
    private final float[] out = new float[56 * 56 * 64];
    private final float[] inputs = new float[36 * 196 * 64];
    private final float[] products = new float[36 * 196 * 64];
    private final float[] tile = new float[6 * 6 * 16];

    @Override
    Routine routine(GateKernels kernels) {
      return times -> {
        for (int i = 0; i < times; i++) {
          kernels.winogradConv(in, weights, bias, out, inputs, products, tile);
        }
      };
    }

    @Override
    float[] output(GateKernels kernels) {
      kernels.winogradConv(in, weights, bias, out, inputs, products, tile);
      return out.clone();
    }
  },

  LSTM_STEP("lstm-step") {
    private final LstmState state = LstmState.random(64, 32, 1);

    @Override
    Routine routine(GateKernels kernels) {
      return times -> {
        for (int i = 0; i < times; i++) {
          kernels.lstmStep(state);
        }
      };
    }

    @Override
    float[] output(GateKernels kernels) {
      state.reset();
      // Three steps, so that the recurrent half of the weights takes part.
      for (int step = 0; step < 3; step++) {
        kernels.lstmStep(state);
      }
      return state.hidden();
    }
  };

  private final String title;

  GateProblem(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The kernel over this problem's data, to be timed. */
  abstract Routine routine(GateKernels kernels);

  /** What the kernel makes of this problem's data. */
  abstract float[] output(GateKernels kernels);

  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
