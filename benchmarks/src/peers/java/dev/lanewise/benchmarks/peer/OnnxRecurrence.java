package dev.lanewise.benchmarks.peer;

import static dev.lanewise.benchmarks.peer.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.lanewise.benchmarks.models.Recurrence;
import java.util.List;

/**
 * Recurrent layers as ONNX has them: the gates of an LSTM i, o, f and g, those of a GRU z, r and n.
 */
final class OnnxRecurrence {

  static final String INPUT = "input";

  private static final List<Integer> LSTM_GATES = List.of(0, 3, 1, 2);
  private static final List<Integer> GRU_GATES = List.of(1, 0, 2);

  private OnnxRecurrence() {}

  /**
   * One step as a model: {@code input}, {@code state0} and of an LSTM {@code state1} give {@code
   * next0} and {@code next1}.
   */
  static byte[] step(Recurrence recurrence) {
    OnnxGraph graph = new OnnxGraph();
    NodeProto.Builder node = graph.node(recurrence.cell().name()).addInput(INPUT);
    add(node, graph, recurrence, 0);
    graph.input(INPUT, List.of(1, 1, recurrence.features()));
    node.addInput("").addOutput("");
    for (int i = 0; i < recurrence.cell().states(); i++) {
      List<Integer> shape = List.of(1, 1, recurrence.units());
      graph.input("state" + i, shape);
      graph.output("next" + i, shape);
      node.addInput("state" + i).addOutput("next" + i);
    }
    return graph.write();
  }

  /** What stands behind the input of a layer's node: weights, biases and attributes. */
  static void add(NodeProto.Builder node, OnnxGraph graph, Recurrence recurrence, int layer) {
    int directions = recurrence.directions();
    int units = recurrence.units();
    int rows = recurrence.cell().gates() * units;
    int features = recurrence.features(layer);
    float[] inputWeights = new float[directions * rows * features];
    float[] stateWeights = new float[directions * rows * units];
    float[] biases = new float[directions * 2 * rows];
    for (int d = 0; d < directions; d++) {
      Recurrence.Pass pass = recurrence.passes().get(layer * directions + d);
      List<Integer> gates = gates(recurrence.cell());
      reorder(gates, pass.inputWeight(), inputWeights, d * rows * features);
      reorder(gates, pass.stateWeight(), stateWeights, d * rows * units);
      reorder(gates, pass.inputBias(), biases, d * 2 * rows);
      reorder(gates, pass.stateBias(), biases, d * 2 * rows + rows);
    }
    node.addInput(graph.tensor(List.of(directions, rows, features), inputWeights))
        .addInput(graph.tensor(List.of(directions, rows, units), stateWeights))
        .addInput(graph.tensor(List.of(directions, 2 * rows), biases))
        .addAttribute(attribute("hidden_size", units))
        .addAttribute(attribute("direction", directions == 1 ? "forward" : "bidirectional"));
    if (recurrence.cell() == Recurrence.Cell.GRU) {
      node.addAttribute(attribute("linear_before_reset", 1));
    }
  }

  private static List<Integer> gates(Recurrence.Cell cell) {
    return switch (cell) {
      case RNN -> List.of(0);
      case GRU -> GRU_GATES;
      case LSTM -> LSTM_GATES;
    };
  }

  private static void reorder(List<Integer> gates, float[] from, float[] to, int at) {
    int size = from.length / gates.size();
    for (int i = 0; i < gates.size(); i++) {
      System.arraycopy(from, gates.get(i) * size, to, at + i * size, size);
    }
  }
}
