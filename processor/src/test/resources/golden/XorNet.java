import dev.lanewise.runtime.program.BatchPredictor;
import dev.lanewise.runtime.program.Check;
import dev.lanewise.runtime.program.Generated;
import dev.lanewise.runtime.program.GeneratedNetwork;
import dev.lanewise.runtime.program.Initialization;
import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.OutputSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import dev.lanewise.runtime.program.Program;
import dev.lanewise.runtime.program.ProgramSelector;
import dev.lanewise.runtime.program.TrainingProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The network of {@code Xor}.
 *
 * <pre>
 * Xor, batch 4, f32
 *
 * layer   computes                            shape  parameters  flops  algorithm
 * bits    input                                   2
 * target  input                                   1
 * hidden  dense+sigmoid bits                      3           9     18  outer product
 * y       dense hidden                            1           4      7  outer product
 * loss    squared_error+mean_rows y, target  scalar                  3
 * total                                                      13     28
 *
 * bytes: weights 52, a predictor 560, a trainer 2,096 (512 bits)
 * </pre>
 */
@Generated
public final class XorNet extends GeneratedNetwork {
  private static final ModelSpec SPEC = new ModelSpec("Xor", false, 4,
      List.of(
          new InputSpec("bits", InputSpec.Kind.DATA, new int[] {2}, 0),
          new InputSpec("target", InputSpec.Kind.LABEL, new int[] {1}, 0)),
      List.of(
          new OutputSpec("y", new int[] {1})),
      List.of(
          ParameterSpec.trained("hidden.weight", new int[] {3, 2}, Initialization.defaultLinear(2)),
          ParameterSpec.trained("hidden.bias", new int[] {3}, Initialization.defaultLinear(2)),
          ParameterSpec.trained("y.weight", new int[] {1, 3}, Initialization.defaultLinear(3)),
          ParameterSpec.trained("y.bias", new int[] {1}, Initialization.defaultLinear(3))));

  /**
   * The one program that fits this machine: calls to it are direct.
   */
  private static final Code PROGRAM = switch (ProgramSelector.select("Xor", 512, 256, 128, 0)) {
    case 512 -> XorNet512.create();
    case 256 -> XorNet256.create();
    case 128 -> XorNet128.create();
    default -> XorNet0.create();
  };

  private XorNet() {
    super(SPEC, PROGRAM);
  }

  /**
   * A network with initial weights drawn from a seed.
   */
  public static XorNet create(long seed) {
    XorNet net = new XorNet();
    net.initialize(seed);
    return net;
  }

  /**
   * A network with the weights of a safetensors file.
   *
   * @throws IOException if it cannot be read, or does not hold each parameter exactly once in its shape
   *     and nothing else
   */
  public static XorNet load(Path path) throws IOException {
    XorNet net = new XorNet();
    net.read(path);
    return net;
  }

  /**
   * A network with the weights of a stream of safetensors, which stays open.
   *
   * @throws IOException if it cannot be read, or does not hold each parameter exactly once in its shape
   *     and nothing else
   */
  public static XorNet load(InputStream in) throws IOException {
    XorNet net = new XorNet();
    net.read(in);
    return net;
  }

  /**
   * A network with the weights of a resource of safetensors that lies beside this class, or from the root of the
   * class path or module where the name begins with {@code /}.
   *
   * @throws IOException if there is no such resource, or as {@link #load(InputStream)}
   */
  public static XorNet loadResource(String name) throws IOException {
    try (InputStream in = XorNet.class.getResourceAsStream(name)) {
      return load(in);
    }
  }

  /**
   * A workspace for one thread. It shares the weights with all others.
   */
  public Predictor predictor() {
    return new Predictor(this);
  }

  /**
   * Predicts one sample, from any thread. {@link Predictor} does so without allocation.
   */
  public float[] predict(float[] bits) {
    float[] yArray = new float[1];
    predictor().predict(bits, yArray);
    return yArray;
  }

  @Override
  public String summary() {
    return "Xor, batch 4, f32\n"
        + "\n"
        + "layer   computes                            shape  parameters  flops  algorithm\n"
        + "bits    input                                   2\n"
        + "target  input                                   1\n"
        + "hidden  dense+sigmoid bits                      3           9     18  outer product\n"
        + "y       dense hidden                            1           4      7  outer product\n"
        + "loss    squared_error+mean_rows y, target  scalar                  3\n"
        + "total                                                      13     28\n"
        + "\n"
        + "bytes: weights 52, a predictor 560, a trainer 2,096 (512 bits)\n";
  }

  @Override
  public BatchPredictor batchPredictor() {
    return new Predictor(this);
  }

  @Override
  public TrainingProgram training() {
    return new Training(this);
  }

  /**
   * Predicts without allocation. It belongs to one thread.
   */
  public static final class Predictor implements BatchPredictor {
    private final XorNet net;

    private final float[] arena;

    private Predictor(XorNet net) {
      this.net = net;
      this.arena = (float[]) net.newArena(PROGRAM.predictArena());
    }

    /**
     * Predicts one sample.
     *
     * @param bits 2
     * @param yArray 1
     * @throws IllegalArgumentException if an array has another length; it names the array
     */
    public void predict(float[] bits, float[] yArray) {
      if (bits.length != 2) {
        Check.exactLength("Xor", "bits", new int[] {2}, bits.length);
      }
      if (yArray.length != 1) {
        Check.exactLength("Xor", "y", new int[] {1}, yArray.length);
      }
      PROGRAM.predictOne((float[]) net.latencyWeights(), arena, bits, yArray);
    }

    /**
     * Predicts {@code rows} samples, at most 4.
     *
     * @param bits 2 a sample
     * @param yArray 1 a sample
     * @throws IllegalArgumentException if an array is too short, or there are too many rows
     */
    public void predict(float[] bits, int rows, float[] yArray) {
      Check.rows("Xor", rows, 4);
      if (bits.length < (long) rows * 2) {
        Check.length("Xor", "bits", new int[] {2}, rows, bits.length);
      }
      if (yArray.length < (long) rows * 1) {
        Check.length("Xor", "y", new int[] {1}, rows, yArray.length);
      }
      PROGRAM.predictBatch((float[]) net.batchedWeights(), arena, bits, yArray, rows);
    }

    @Override
    public void predict(Object[] inputs, int rows, Object[] outputs) {
      predict((float[]) inputs[0], rows, (float[]) outputs[0]);
    }

    @Override
    public int batch() {
      return 4;
    }
  }

  /**
   * One trainer's workspace.
   */
  private static final class Training implements TrainingProgram {
    private final float[] weights;

    private final float[] grads = new float[PROGRAM.master().size()];

    private final float[] arena = new float[PROGRAM.trainArena()];

    private final float[] bits = new float[8];

    private final float[] target = new float[4];

    private Training(XorNet net) {
      weights = (float[]) net.masterWeights();
    }

    @Override
    public int batch() {
      return 4;
    }

    @Override
    public int phases() {
      return PROGRAM.phases();
    }

    @Override
    public int items(int phase, int rows) {
      return PROGRAM.items(phase, rows);
    }

    @Override
    public void run(int phase, int from, int to, int rows, int key) {
      PROGRAM.train(phase, weights, grads, arena, bits, target, rows, from, to, key);
    }

    @Override
    public double loss(int rows) {
      return PROGRAM.loss(arena);
    }

    @Override
    public Object input(int index) {
      return switch (index) {
        case 0 -> bits;
        case 1 -> target;
        default -> throw new IndexOutOfBoundsException(index);
      };
    }

    @Override
    public Object weights() {
      return weights;
    }

    @Override
    public Object gradients() {
      return grads;
    }
  }

  /**
   * The programs of one width.
   */
  abstract static class Code extends Program {
    abstract int predictArena();

    abstract void predictOne(float[] weights, float[] arena, float[] bits, float[] yArray);

    abstract void predictBatch(float[] weights, float[] arena, float[] bits, float[] yArray,
        int rows);

    abstract int trainArena();

    abstract int phases();

    abstract int items(int phase, int rows);

    abstract void train(int phase, float[] weights, float[] grads, float[] arena, float[] bits,
        float[] target, int rows, int from, int to, int key);

    abstract double loss(float[] arena);
  }
}
