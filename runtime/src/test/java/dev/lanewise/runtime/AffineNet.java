package dev.lanewise.runtime;

import dev.lanewise.runtime.program.BatchPredictor;
import dev.lanewise.runtime.program.GeneratedNetwork;
import dev.lanewise.runtime.program.Initialization;
import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.InputSpec.Kind;
import dev.lanewise.runtime.program.Layout;
import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.OutputSpec;
import dev.lanewise.runtime.program.Packing;
import dev.lanewise.runtime.program.ParameterSpec;
import dev.lanewise.runtime.program.Program;
import dev.lanewise.runtime.program.TrainingProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * {@code z = W x + b} by hand, as the processor would write it: outputs padded to four lanes in the
 * master packing, a phase over rows and a phase over weights. Trains {@code y} by mean squared
 * error, or by cross entropy where {@code y} is a class.
 */
final class AffineNet extends GeneratedNetwork {
  static final int LANES = 4;
  static final int OFFSET = 12;

  final int lanes;
  final int inputs;
  final int outputs;
  final boolean classes;

  /** What tests do to the loss of each step. */
  DoubleUnaryOperator lossHook = loss -> loss;

  /** What tests do when a range of items of a phase is run. */
  PhaseHook phaseHook = (phase, from, to, rows) -> {};

  /** The staging array of {@code x} of the last training workspace. */
  Object staged = new float[0];

  interface PhaseHook {
    void at(int phase, int from, int to, int rows);
  }

  static AffineNet regression(int inputs, int outputs, int batch) {
    return new AffineNet(inputs, outputs, false, false, batch);
  }

  static AffineNet classifier(int inputs, int classes, int batch) {
    return new AffineNet(inputs, classes, true, false, batch);
  }

  @Override
  public String summary() {
    return "y = A x + b\n";
  }

  static AffineNet load(Path path) throws IOException {
    AffineNet net = regression(3, 2, 4);
    net.read(path);
    return net;
  }

  AffineNet(int inputs, int outputs, boolean classes, boolean doublePrecision, int batch) {
    this(LANES, inputs, outputs, classes, doublePrecision, batch);
  }

  /** The same for another width: outputs padded to {@code lanes}. */
  AffineNet(
      int lanes, int inputs, int outputs, boolean classes, boolean doublePrecision, int batch) {
    super(
        new ModelSpec(
            "Affine",
            doublePrecision,
            batch,
            List.of(
                new InputSpec("x", Kind.DATA, new int[] {inputs}, 0),
                classes
                    ? new InputSpec("y", Kind.CLASS_LABEL, new int[0], outputs)
                    : new InputSpec("y", Kind.LABEL, new int[] {outputs}, 0)),
            List.of(new OutputSpec("z", new int[] {outputs})),
            List.of(
                ParameterSpec.trained(
                    "z.weight", new int[] {outputs, inputs}, Initialization.defaultLinear(inputs)),
                ParameterSpec.trained(
                    "z.bias", new int[] {outputs}, Initialization.constant(0.25)))),
        program(lanes, inputs, outputs));
    this.lanes = lanes;
    this.inputs = inputs;
    this.outputs = outputs;
    this.classes = classes;
    initialize(42);
  }

  private static Program program(int lanes, int inputs, int outputs) {
    int weights = lanes * inputs;
    int[] shape = {outputs, inputs};
    Packing master =
        Packing.of(
            OFFSET + weights + lanes,
            OFFSET + weights + lanes,
            new int[] {OFFSET, OFFSET + weights},
            Layout.of(shape, weights, 0, 1, 0, 1, 1, 1, 0, lanes),
            Layout.of(new int[] {outputs}, lanes, 0, 1, 0, 1));
    Packing latency =
        Packing.of(
            outputs * (inputs + 1),
            outputs * (inputs + 1),
            new int[] {outputs, 0},
            Layout.of(shape, outputs * inputs, 0, 1, 0, inputs, 1, 1, 0, 1),
            Layout.of(new int[] {outputs}, outputs, 0, 1, 0, 1));
    return new Program() {
      @Override
      public int bits() {
        return 0;
      }

      @Override
      public Packing master() {
        return master;
      }

      @Override
      public Packing latency() {
        return latency;
      }
    };
  }

  Object master() {
    return masterWeights();
  }

  Object latency() {
    return latencyWeights();
  }

  Object batched() {
    return batchedWeights();
  }

  void readFrom(Path path) throws IOException {
    read(path);
  }

  void readFrom(InputStream in) throws IOException {
    read(in);
  }

  static double get(Object reals, int i) {
    return reals instanceof float[] floats ? floats[i] : ((double[]) reals)[i];
  }

  static void set(Object reals, int i, double value) {
    if (reals instanceof float[] floats) {
      floats[i] = (float) value;
    } else {
      ((double[]) reals)[i] = value;
    }
  }

  private double output(Object weights, Object x, int row, int o) {
    double sum = get(weights, OFFSET + lanes * inputs + o);
    for (int i = 0; i < inputs; i++) {
      sum += get(weights, OFFSET + i * lanes + o) * get(x, row * inputs + i);
    }
    return sum;
  }

  @Override
  public BatchPredictor batchPredictor() {
    return new BatchPredictor() {
      @Override
      public int batch() {
        return spec().batch();
      }

      @Override
      public void predict(Object[] in, int rows, Object[] out) {
        for (int i = 0; i < rows * outputs; i++) {
          set(out[0], i, output(batchedWeights(), in[0], i / outputs, i % outputs));
        }
      }
    };
  }

  @Override
  public TrainingProgram training() {
    Training training = new Training();
    staged = training.x;
    return training;
  }

  private final class Training implements TrainingProgram {
    private final Object x = spec().newReals(batch() * inputs);
    private final Object y = classes ? new int[batch()] : spec().newReals(batch() * outputs);
    private final double[] losses = new double[batch()];
    private final double[] zGrad = new double[batch() * outputs];
    private final Object gradients = spec().newReals(program().master().size());

    @Override
    public int batch() {
      return spec().batch();
    }

    @Override
    public int phases() {
      return 2;
    }

    @Override
    public int items(int phase, int rows) {
      return phase == 0 ? rows : inputs + 1;
    }

    @Override
    public void run(int phase, int from, int to, int rows, int key) {
      phaseHook.at(phase, from, to, rows);
      for (int item = from; item < to; item++) {
        if (phase == 0) {
          forward(item, rows);
        } else {
          backward(item, rows);
        }
      }
    }

    private void forward(int row, int rows) {
      double[] z = new double[outputs];
      double sum = 0;
      for (int o = 0; o < outputs; o++) {
        z[o] = output(masterWeights(), x, row, o);
        sum += StrictMath.exp(z[o]);
      }
      losses[row] = 0;
      for (int o = 0; o < outputs; o++) {
        if (classes) {
          boolean right = ((int[]) y)[row] == o;
          losses[row] += right ? (StrictMath.log(sum) - z[o]) / rows : 0;
          zGrad[row * outputs + o] = (StrictMath.exp(z[o]) / sum - (right ? 1 : 0)) / rows;
        } else {
          double error = z[o] - get(y, row * outputs + o);
          losses[row] += error * error / (rows * outputs);
          zGrad[row * outputs + o] = 2 * error / (rows * outputs);
        }
      }
    }

    /**
     * Item {@code i} is the weights of input {@code i}; the one after the last input is the bias.
     */
    private void backward(int i, int rows) {
      for (int o = 0; o < outputs; o++) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
          sum += zGrad[row * outputs + o] * (i < inputs ? get(x, row * inputs + i) : 1);
        }
        set(gradients, OFFSET + i * lanes + o, sum);
      }
    }

    @Override
    public double loss(int rows) {
      double loss = 0;
      for (int row = 0; row < rows; row++) {
        loss += losses[row];
      }
      return lossHook.applyAsDouble(loss);
    }

    @Override
    public Object input(int index) {
      return index == 0 ? x : y;
    }

    @Override
    public Object weights() {
      return masterWeights();
    }

    @Override
    public Object gradients() {
      return gradients;
    }
  }
}
