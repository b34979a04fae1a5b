package dev.lanewise.benchmarks.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lanewise.benchmarks.models.Recurrence;
import dev.lanewise.benchmarks.timing.Routine;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Single steps of a recurrent layer by ONNX Runtime's Java API, one thread. The states are tensors
 * over direct buffers, two of each: what one step writes the next reads, without a copy.
 */
public final class OnnxStepPeer implements AutoCloseable {

  private final OnnxSession session;
  private final FloatBuffer input;
  private final FloatBuffer[] states;
  private final Map<String, OnnxTensor> there = new HashMap<>();
  private final Map<String, OnnxTensor> back = new HashMap<>();
  private final Map<String, OnnxTensor> results = new HashMap<>();
  private final Map<String, OnnxTensor> resultsBack = new HashMap<>();

  /** Builds the session and the buffers. */
  public OnnxStepPeer(Recurrence recurrence) {
    session = new OnnxSession(OnnxRecurrence.step(recurrence));
    List<Integer> shape = List.of(1, 1, recurrence.features());
    input = OnnxSession.buffer(shape);
    OnnxTensor x = session.tensor(input, shape);
    there.put(OnnxRecurrence.INPUT, x);
    back.put(OnnxRecurrence.INPUT, x);
    states = new FloatBuffer[recurrence.cell().states()];
    List<Integer> wide = List.of(1, 1, recurrence.units());
    for (int i = 0; i < states.length; i++) {
      states[i] = OnnxSession.buffer(wide);
      OnnxTensor first = session.tensor(states[i], wide);
      OnnxTensor second = session.tensor(OnnxSession.buffer(wide), wide);
      there.put("state" + i, first);
      results.put("next" + i, second);
      back.put("state" + i, second);
      resultsBack.put("next" + i, first);
    }
  }

  /** The output after the first two steps of a sequence, both over one input. */
  public float[] predict(float[] x) {
    input.put(0, x);
    for (FloatBuffer state : states) {
      state.put(0, new float[state.capacity()]);
    }
    twoSteps().repeat(1);
    float[] h = new float[states[0].capacity()];
    states[0].get(0, h);
    return h;
  }

  /** Two steps a time, on from where the last ones ended. */
  public Routine twoSteps() {
    return times -> {
      try {
        for (int i = 0; i < times; i++) {
          session.run(there, results);
          session.run(back, resultsBack);
        }
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Override
  public void close() {
    session.close();
  }
}
