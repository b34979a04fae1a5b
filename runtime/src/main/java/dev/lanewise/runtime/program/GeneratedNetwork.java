package dev.lanewise.runtime.program;

import dev.lanewise.runtime.LoadReport;
import dev.lanewise.runtime.Network;
import dev.lanewise.runtime.Safetensors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Base of generated networks: owns the weights.
 *
 * <p>There is one master array, which training changes in place, and one published snapshot of it,
 * which everything else reads. A snapshot never changes; publishing replaces it by a volatile
 * write. So prediction needs no lock, and is safe and consistent while training runs.
 */
public abstract class GeneratedNetwork implements Network {
  private final ModelSpec spec;
  private final Program program;
  private final Object master;
  private final ReentrantLock writing = new ReentrantLock();

  /** Fewer bytes of weights are read in less time than the calls around the loop take. */
  private static final long LEAST_WEIGHTS = 4 << 10;

  private final AlignedArrays weights = new AlignedArrays(LEAST_WEIGHTS);
  private final AlignedArrays arenas = new AlignedArrays(0);
  private volatile Snapshot snapshot;

  /**
   * A network with all weights zero.
   *
   * @throws IllegalArgumentException if the program's packings do not hold the model's parameters
   */
  protected GeneratedNetwork(ModelSpec spec, Program program) {
    requireParameters(spec, program.master());
    requireParameters(spec, program.latency());
    this.spec = spec;
    this.program = program;
    this.master = spec.newReals(program.master().size());
    for (int i = 0; i < spec.constants().size(); i++) {
      double[] values = spec.constants().get(i).values();
      Object reals = spec.doublePrecision() ? values : Reals.toFloats(values);
      program.master().pack(spec.parameters().size() + i, reals, master);
    }
    this.snapshot = new Snapshot();
  }

  private static void requireParameters(ModelSpec spec, Packing packing) {
    List<int[]> shapes =
        Stream.concat(
                spec.parameters().stream().map(ParameterSpec::shape),
                spec.constants().stream().map(ConstantSpec::shape))
            .toList();
    boolean same = packing.parameters() == shapes.size();
    for (int i = 0; same && i < shapes.size(); i++) {
      same = Arrays.equals(shapes.get(i), packing.layout(i).shape());
    }
    if (!same) {
      throw new IllegalArgumentException(
          spec.name() + ": a packing does not hold the model's parameters");
    }
  }

  /**
   * A workspace for one trainer.
   *
   * @throws UnsupportedOperationException if the model has no loss; the message says to add one
   */
  public abstract TrainingProgram training();

  /** A workspace for batched prediction, for one thread. */
  public abstract BatchPredictor batchPredictor();

  /** What the model is. */
  public final ModelSpec spec() {
    return spec;
  }

  /** The program that runs it. */
  public final Program program() {
    return program;
  }

  /** Fills all parameters from a seed, the same for every width, and publishes them. */
  protected final void initialize(long seed) {
    replaceAll(i -> {
      ParameterSpec parameter = spec.parameters().get(i);
      Object canonical = spec.newReals(parameter.size());
      parameter.init().fill(canonical, parameter.shape(), seed, parameter.name());
      return canonical;
    });
  }

  /**
   * Reads all parameters from a safetensors file and publishes them; on any failure the weights
   * stay.
   *
   * @throws IOException if the file cannot be read, is malformed, or does not hold each parameter
   *     exactly once in its shape and nothing else; all differences are in the message
   */
  protected final void read(Path path) throws IOException {
    Object[] canonical = Safetensors.read(path, spec);
    replaceAll(i -> canonical[i]);
  }

  /**
   * Reads all parameters from a stream of safetensors, to its end, and publishes them; the stream
   * stays open.
   *
   * @throws IOException as {@link #read(Path)}, and if the stream is null, as class loaders give it
   *     for a resource that does not exist
   */
  protected final void read(InputStream in) throws IOException {
    Object[] canonical = Safetensors.read(requireFound(in), spec);
    replaceAll(i -> canonical[i]);
  }

  private InputStream requireFound(InputStream in) throws IOException {
    if (in == null) {
      throw new FileNotFoundException(
          "no stream to load "
              + spec.name()
              + " from: is there such a resource on the class path?");
    }
    return in;
  }

  @Override
  public final LoadReport loadMatching(Path path) throws IOException {
    return replace(Safetensors.readMatching(path, spec));
  }

  @Override
  public final LoadReport loadMatching(InputStream in) throws IOException {
    return replace(Safetensors.readMatching(requireFound(in), spec));
  }

  private LoadReport replace(Safetensors.Partial partial) {
    exclusively(() -> {
      partial
          .reals()
          .forEach(
              (name, reals) -> program.master().pack(spec.parameterIndex(name), reals, master));
      publish();
      return master;
    });
    return new LoadReport(List.copyOf(partial.reals().keySet()), partial.differences());
  }

  /**
   * Replaces all parameters and publishes them.
   *
   * @param canonical gives the reals of the parameter at an index
   * @throws IllegalStateException if another thread changes the weights
   */
  public final void replaceAll(IntFunction<Object> canonical) {
    exclusively(() -> {
      for (int i = 0; i < spec.parameters().size(); i++) {
        program.master().pack(i, canonical.apply(i), master);
      }
      publish();
      return master;
    });
  }

  /**
   * Runs work that changes the master weights, as the only one to do so. If it throws, the master
   * weights are restored to those published last.
   *
   * @throws IllegalStateException if another thread is at such work
   */
  public final <T> T exclusively(Supplier<T> work) {
    if (!writing.tryLock()) {
      throw new IllegalStateException(spec.name() + " is being trained by another thread");
    }
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      if (!done) {
        System.arraycopy(snapshot.master, 0, master, 0, Reals.length(master));
      }
      writing.unlock();
    }
  }

  /** The one array of master weights: reals in the program's master packing. */
  protected final Object masterWeights() {
    return master;
  }

  /**
   * Copies the master weights into a new snapshot for everybody who reads; part of exclusive work.
   */
  public final void publish() {
    snapshot = new Snapshot();
  }

  private int bytes() {
    return spec.doublePrecision() ? Double.BYTES : Float.BYTES;
  }

  /**
   * An arena for a predictor or a stepper, {@code float[]} or {@code double[]}.
   *
   * @param size elements that it needs; it may have more
   */
  protected final Object newArena(int size) {
    return spec.newReals(arenas.length(size, bytes()));
  }

  /**
   * The published weights in latency packing, packed and prepared when first asked for; never to be
   * changed.
   */
  protected final Object latencyWeights() {
    return snapshot.latency();
  }

  /**
   * The published weights in the stepper's packing, packed and prepared when first asked for; never
   * to be changed.
   */
  protected final Object stepperWeights() {
    return snapshot.stepper();
  }

  /**
   * The published weights in master packing, prepared when first asked for; never to be changed.
   */
  protected final Object batchedWeights() {
    return snapshot.batched();
  }

  @Override
  public final String modelName() {
    return spec.name();
  }

  @Override
  public final int bits() {
    return program.bits();
  }

  @Override
  public final List<InputSpec> inputs() {
    return spec.inputs();
  }

  @Override
  public final List<OutputSpec> outputs() {
    return spec.outputs();
  }

  @Override
  public final List<ParameterSpec> parameters() {
    return spec.parameters();
  }

  @Override
  public final float[] parameter(String name) {
    return Reals.toFloats(snapshot.canonical(spec.parameterIndex(name)));
  }

  @Override
  public final double[] parameterAsDoubles(String name) {
    return Reals.toDoubles(snapshot.canonical(spec.parameterIndex(name)));
  }

  @Override
  public final void parameter(String name, float[] values) {
    set(name, spec.doublePrecision() ? Reals.toDoubles(values) : values);
  }

  @Override
  public final void parameter(String name, double[] values) {
    set(name, spec.doublePrecision() ? values : Reals.toFloats(values));
  }

  private void set(String name, Object values) {
    int index = spec.parameterIndex(name);
    ParameterSpec parameter = spec.parameters().get(index);
    if (Reals.length(values) != parameter.size()) {
      throw new IllegalArgumentException(
          spec.name()
              + "."
              + name
              + ": expected "
              + Shape.sizeText(parameter.shape())
              + " values, got "
              + Reals.length(values));
    }
    exclusively(() -> {
      program.master().pack(index, values, master);
      publish();
      return master;
    });
  }

  @Override
  public final void save(Path path) throws IOException {
    Snapshot saved = snapshot;
    Safetensors.write(path, spec, saved::canonical);
  }

  /** Published weights, in up to three packings. */
  private final class Snapshot {
    final Object master;
    // Null until somebody predicts: training alone needs neither.
    private volatile Object batched;
    private volatile Object latency;
    private volatile Object stepper;

    Snapshot() {
      this.master = spec.newReals(program.batchedLasting());
      System.arraycopy(GeneratedNetwork.this.master, 0, master, 0, program.master().size());
    }

    Object batched() {
      Object prepared = batched;
      return prepared != null ? prepared : prepare();
    }

    private synchronized Object prepare() {
      if (batched == null) {
        Object work = master;
        if (program.batchedSize() > program.batchedLasting()) {
          work = spec.newReals(program.batchedSize());
          System.arraycopy(master, 0, work, 0, program.master().size());
        }
        program.prepareBatch(work);
        if (work != master) {
          System.arraycopy(work, 0, master, 0, program.batchedLasting());
        }
        batched = master;
      }
      return batched;
    }

    Object latency() {
      Object packed = latency;
      return packed != null ? packed : pack();
    }

    private synchronized Object pack() {
      if (latency == null) {
        latency =
            packed(
                program.latency(),
                program.latencySize(),
                program.latencyLasting(),
                program::prepareOne);
      }
      return latency;
    }

    Object stepper() {
      Object packed = stepper;
      return packed != null ? packed : packForStepper();
    }

    private synchronized Object packForStepper() {
      if (stepper == null) {
        stepper =
            program.stepper() == program.latency()
                ? latency()
                : packed(
                    program.stepper(),
                    program.stepperSize(),
                    program.stepperLasting(),
                    program::prepareStepper);
      }
      return stepper;
    }

    private Object packed(Packing packing, int size, int lasting, Consumer<Object> prepare) {
      int streamed = weights.length(lasting, bytes());
      Object packed = spec.newReals(size == lasting ? streamed : size);
      for (int i = 0; i < packing.parameters(); i++) {
        packing.pack(i, canonical(i), packed);
      }
      prepare.accept(packed);
      if (size == lasting) {
        return packed;
      }
      Object kept = spec.newReals(streamed);
      System.arraycopy(packed, 0, kept, 0, lasting);
      return kept;
    }

    Object canonical(int parameter) {
      Object canonical = spec.newReals(Shape.size(program.master().layout(parameter).shape()));
      program.master().unpack(parameter, master, canonical);
      return canonical;
    }
  }
}
