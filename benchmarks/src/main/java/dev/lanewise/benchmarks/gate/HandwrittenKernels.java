package dev.lanewise.benchmarks.gate;

/** The baseline. */
public final class HandwrittenKernels implements GateKernels {

  @Override
  public void directConv(float[] in, float[] weights, float[] bias, float[] out) {
    DirectConv.conv(in, weights, bias, out);
  }

  @Override
  public void winogradConv(
      float[] in,
      float[] weights,
      float[] bias,
      float[] out,
      float[] inputs,
      float[] products,
      float[] tile) {
    WinogradConv.conv(in, weights, bias, out, inputs, products, tile);
  }

  @Override
  public void lstmStep(LstmState state) {
    int n = state.units();
    for (int block = 0; block < n / 32; block++) {
      LstmStep.gates(
          state.z(),
          state.weights(),
          block * 2 * n * 128,
          state.bias(),
          state.gates(),
          block * 128,
          2 * n);
    }
    LstmStep.activate(state.gates(), state.scale(), state.slope(), state.shift(), 4 * n);
    LstmStep.cell(state.gates(), state.cell(), state.tanhCell(), n);
    LstmStep.activate(state.tanhCell(), state.ones(), state.ones(), state.zeros(), n);
    LstmStep.output(state.gates(), state.tanhCell(), state.z(), n, n);
  }
}
