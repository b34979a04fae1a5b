package dev.lanewise.benchmarks.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Layer;
import dev.lanewise.benchmarks.timing.Routine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * ONNX Runtime's Java API, one thread. Input and output are tensors over direct buffers, made once:
 * the output is pinned, so a run allocates no result, and no copy between heap and buffer is timed.
 *
 * <p>Of the settings tried on the project's machine, turning memory patterns and the CPU arena off
 * was the fastest for the smallest net (2.2 against 2.5 us) and made no difference to the others;
 * prepacked weights, the default, were faster than unpacked ones; Gemm with or without a transposed
 * weight and MatMul with Add were equal. A fresh output each run costs 2 to 3 us more.
 */
public final class OnnxRuntimePeer implements AutoCloseable {

  private final OrtSession session;
  private final FloatBuffer input;
  private final FloatBuffer output;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  /** Builds the session and the buffers for {@code rows} rows. */
  public OnnxRuntimePeer(Chain chain, int rows) {
    input = directBuffer(rows * Layer.size(chain.input()));
    output = directBuffer(rows * Layer.size(chain.output()));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setMemoryPatternOptimization(false);
      options.setCPUArenaAllocator(false);
      session = environment.createSession(OnnxChain.write(chain, rows), options);
      inputs = Map.of(OnnxChain.INPUT, tensor(environment, input, rows, chain.input()));
      outputs = Map.of(OnnxChain.OUTPUT, tensor(environment, output, rows, chain.output()));
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FloatBuffer directBuffer(int size) {
    return ByteBuffer.allocateDirect(size * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, FloatBuffer data, int rows, List<Integer> shape)
      throws OrtException {
    LongStream sizes = shape.stream().mapToLong(Integer::longValue);
    return OnnxTensor.createTensor(
        environment, data, LongStream.concat(LongStream.of(rows), sizes).toArray());
  }

  /** Fills the input, runs once and reads the output, all rows of each. */
  public float[] predict(float[] rows) {
    input.put(0, rows);
    pinned().repeat(1);
    float[] result = new float[output.capacity()];
    output.get(0, result);
    return result;
  }

  /** Runs over the input as it stands, into the pinned output. */
  public Routine pinned() {
    return times -> {
      try {
        for (int i = 0; i < times; i++) {
          session.run(inputs, outputs).close();
        }
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /** Runs over the input as it stands, with a fresh output each time, as most callers do. */
  public Routine unpinned() {
    return times -> {
      try {
        for (int i = 0; i < times; i++) {
          session.run(inputs).close();
        }
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /** The engine's name and version. */
  public static String version() {
    return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
