package dev.lanewise.benchmarks.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lanewise.benchmarks.models.Layer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model in ONNX Runtime, one thread, and tensors over direct buffers.
 *
 * <p>Of the settings tried on the project's machine, turning memory patterns and the CPU arena off
 * was the fastest for the smallest net (2.2 against 2.5 us) and for recurrences (an LSTM over 100
 * steps 337 against 355 to 406 us), and made no difference to the others; prepacked weights, the
 * default, were faster than unpacked ones; Gemm with or without a transposed weight and MatMul with
 * Add were equal.
 */
final class OnnxSession implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final List<OnnxTensor> tensors = new ArrayList<>();
  private final OrtSession session;

  OnnxSession(byte[] model) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setMemoryPatternOptimization(false);
      options.setCPUArenaAllocator(false);
      session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  static FloatBuffer buffer(List<Integer> shape) {
    return ByteBuffer.allocateDirect(Layer.size(shape) * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** A tensor over a direct buffer; it is closed with the session. */
  OnnxTensor tensor(FloatBuffer data, List<Integer> shape) {
    try {
      long[] sizes = shape.stream().mapToLong(Integer::longValue).toArray();
      OnnxTensor tensor = OnnxTensor.createTensor(environment, data, sizes);
      tensors.add(tensor);
      return tensor;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs into given outputs, so that none is allocated. */
  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws OrtException {
    session.run(inputs, outputs).close();
  }

  /** Runs into fresh outputs. */
  void run(Map<String, OnnxTensor> inputs) throws OrtException {
    session.run(inputs).close();
  }

  @Override
  public void close() {
    tensors.forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
