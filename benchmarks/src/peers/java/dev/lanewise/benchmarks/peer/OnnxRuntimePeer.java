package dev.lanewise.benchmarks.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.timing.Routine;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * ONNX Runtime's Java API, one thread. Input and output are tensors over direct buffers, made once:
 * the output is pinned, so a run allocates no result, and no copy between heap and buffer is timed.
 * A fresh output each run costs 2 to 3 us more.
 */
public final class OnnxRuntimePeer implements AutoCloseable {

  private final OnnxSession session;
  private final FloatBuffer input;
  private final FloatBuffer output;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  /** Builds the session and the buffers for {@code rows} rows. */
  public OnnxRuntimePeer(Chain chain, int rows) {
    session = new OnnxSession(OnnxChain.write(chain, rows));
    input = OnnxSession.buffer(OnnxChain.input(chain, rows));
    output = OnnxSession.buffer(OnnxChain.output(chain, rows));
    inputs = Map.of(OnnxChain.INPUT, session.tensor(input, OnnxChain.input(chain, rows)));
    outputs = Map.of(OnnxChain.OUTPUT, session.tensor(output, OnnxChain.output(chain, rows)));
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
          session.run(inputs, outputs);
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
          session.run(inputs);
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
    session.close();
  }
}
