package dev.lanewise.benchmarks.gate;

import dev.lanewise.benchmarks.gate.loops.DirectConvLoops;
import dev.lanewise.benchmarks.gate.loops.LstmLoops;
import dev.lanewise.benchmarks.gate.loops.WinogradLoops;
import dev.lanewise.processor.loop.Target;

/** The kernels as the loop builder says them and the Java target emits them, for one target. */
public final class GeneratedKernels implements GateKernels {
  private final EmittedClass emitted;
  private final DirectConvCall directConv;
  private final WinogradConvCall winogradConv;
  private final LstmStepCall lstmStep;
  private final int units;

  /** The sizes of the hand-written kernels, at their width. */
  public GeneratedKernels() {
    this(Target.VECTOR_512, 64, 56, 64);
  }

  /**
   * Other sizes, at any width.
   *
   * @param channels of the convolutions' inputs and outputs, a multiple of two vectors
   * @param size rows and columns of the convolutions' outputs, a multiple of 4
   * @param units inputs and units of the LSTM, a multiple of two vectors
   */
  public GeneratedKernels(Target target, int channels, int size, int units) {
    this.units = units;
    this.emitted =
        EmittedClass.of(
            target,
            new DirectConvLoops(target, channels, size).driver(),
            new WinogradLoops(target, channels, size).driver(),
            new LstmLoops(target, units).driver());
    this.directConv = emitted.driver(DirectConvCall.class);
    this.winogradConv = emitted.driver(WinogradConvCall.class);
    this.lstmStep = emitted.driver(LstmStepCall.class);
  }

  /** The emitted Java. */
  public String source() {
    return emitted.source();
  }

  @Override
  public void directConv(float[] in, float[] weights, float[] bias, float[] out) {
    directConv.directConv(in, weights, bias, out);
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
    winogradConv.winogradConv(in, weights, bias, out, inputs, products, tile);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the state is of another size
   */
  @Override
  public void lstmStep(LstmState state) {
    if (state.units() != units) {
      throw new IllegalArgumentException("generated for " + units + " units, got " + state.units());
    }
    lstmStep.lstmStep(
        state.z(),
        state.weights(),
        state.bias(),
        state.gates(),
        state.cell(),
        state.tanhCell(),
        state.scale(),
        state.slope(),
        state.shift(),
        state.ones(),
        state.zeros());
  }

  /** The driver of {@link DirectConvLoops}. */
  interface DirectConvCall {
    void directConv(float[] in, float[] weights, float[] bias, float[] out);
  }

  /** The driver of {@link WinogradLoops}. */
  interface WinogradConvCall {
    void winogradConv(
        float[] in,
        float[] weights,
        float[] bias,
        float[] out,
        float[] inputs,
        float[] products,
        float[] tile);
  }

  /** The driver of {@link LstmLoops}. */
  interface LstmStepCall {
    void lstmStep(
        float[] z,
        float[] weights,
        float[] bias,
        float[] gates,
        float[] cell,
        float[] tanhCell,
        float[] scale,
        float[] slope,
        float[] shift,
        float[] ones,
        float[] zeros);
  }
}
