package dev.lanewise.runtime;

import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.OutputSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A compiled model with its weights. The class generated for a model interface {@code X} is {@code
 * XNet}; it adds {@code create}, {@code load} and predictors with the inputs' names.
 *
 * <p>Predictors, {@link #parameter(String)} and {@link #save} read the last published weights,
 * which never change under them: they may be used from any thread, also while a {@link Trainer}
 * works. Weights are published by a trainer after each epoch, and by {@code create}, {@code load}
 * and the setters at once.
 *
 * <p>Parameters have the names and the row-major shapes of PyTorch's {@code state_dict}, without
 * pads.
 */
public interface Network {
  /** The model interface's simple name. */
  String modelName();

  /**
   * The model's layers with shapes, parameters, floating-point operations and algorithms, and what
   * it takes in memory: a table for people.
   */
  String summary();

  /** Vector width of the running program in bits; 0 for the scalar program. */
  int bits();

  /** The inputs, in order of declaration. */
  List<InputSpec> inputs();

  /** The outputs, in order of declaration. */
  List<OutputSpec> outputs();

  /** The parameters, in order of declaration. */
  List<ParameterSpec> parameters();

  /**
   * A copy of a parameter's published values, row-major; rounded if the model is a DOUBLE one.
   *
   * @throws IllegalArgumentException if there is no such parameter; the message lists those there
   *     are
   */
  float[] parameter(String name);

  /**
   * A copy of a parameter's published values, row-major, as doubles.
   *
   * @throws IllegalArgumentException if there is no such parameter; the message lists those there
   *     are
   */
  double[] parameterAsDoubles(String name);

  /**
   * Sets a parameter from row-major values and publishes it.
   *
   * @throws IllegalArgumentException if there is no such parameter, or the length is not its size
   * @throws IllegalStateException if a trainer is at work on this network
   */
  void parameter(String name, float[] values);

  /**
   * Sets a parameter from row-major values and publishes it; values are rounded if the model is a
   * FLOAT one.
   *
   * @throws IllegalArgumentException if there is no such parameter, or the length is not its size
   * @throws IllegalStateException if a trainer is at work on this network
   */
  void parameter(String name, double[] values);

  /**
   * Writes the published weights as safetensors, F32 or F64 after the model's type. Atomic: a
   * temporary file beside the target is written, forced to disk and renamed, so the target is
   * either old or complete.
   *
   * @throws IOException if the file cannot be written
   */
  void save(Path path) throws IOException;

  /**
   * Takes from a safetensors file what fits: every parameter that the file has in its shape, as
   * F32, F64, F16 or BF16, is set and published; the others stay as they are. For the weights of a
   * model that was changed since, and for beginning from those of a similar one; {@code load} is
   * strict instead.
   *
   * @return what was loaded, and every difference between file and model
   * @throws IOException if the file cannot be read or is malformed; the weights then stay
   * @throws IllegalStateException if a trainer is at work on this network
   */
  LoadReport loadMatching(Path path) throws IOException;

  /**
   * Takes from a stream of safetensors, read to its end, what fits; the stream stays open.
   *
   * @return what was loaded, and every difference between file and model
   * @throws IOException if the stream cannot be read or is malformed, or is null, as class loaders
   *     give it for a resource that does not exist; the weights then stay
   * @throws IllegalStateException if a trainer is at work on this network
   */
  LoadReport loadMatching(InputStream in) throws IOException;
}
