package dev.lanewise.benchmarks.peer;

import static dev.lanewise.benchmarks.peer.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Layer;
import dev.lanewise.benchmarks.models.Recurrence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes a {@link Chain} as an ONNX model, node by node as PyTorch's exporter does. */
final class OnnxChain {

  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private final OnnxGraph graph = new OnnxGraph();
  private final int rows;
  private String values = INPUT;

  private OnnxChain(int rows) {
    this.rows = rows;
  }

  /** The serialised model for {@code rows} rows. */
  static byte[] write(Chain chain, int rows) {
    OnnxChain onnx = new OnnxChain(rows);
    onnx.graph.input(INPUT, input(chain, rows));
    for (Layer layer : chain.layers()) {
      onnx.add(layer);
    }
    onnx.graph.renameLastOutput(OUTPUT);
    onnx.graph.output(OUTPUT, output(chain, rows));
    return onnx.graph.write();
  }

  /** The shape that goes in: rows first, but steps before them where they are gone over. */
  static List<Integer> input(Chain chain, int rows) {
    List<Integer> sample = chain.input();
    return chain.layers().getFirst() instanceof Recurrence
        ? List.of(sample.getFirst(), rows, sample.getLast())
        : with(rows, sample);
  }

  /** The shape that comes out: rows first, but steps and directions before those of recurrences. */
  static List<Integer> output(Chain chain, int rows) {
    return chain.layers().getLast() instanceof Recurrence recurrence
        ? List.of(chain.output().getFirst(), recurrence.directions(), rows, recurrence.units())
        : with(rows, chain.output());
  }

  private static List<Integer> with(int rows, List<Integer> sample) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(sample);
    return shape;
  }

  private void add(Layer layer) {
    switch (layer) {
      case Layer.Dense dense -> {
        List<Integer> shape =
            List.of(dense.bias().length, dense.weight().length / dense.bias().length);
        node("Gemm")
            .addInput(graph.tensor(shape, dense.weight()))
            .addInput(graph.tensor(shape.subList(0, 1), dense.bias()))
            .addAttribute(attribute("transB", 1));
      }
      case Layer.Conv conv ->
          node("Conv")
              .addInput(graph.tensor(conv.shape(), conv.weight()))
              .addInput(graph.tensor(conv.shape().subList(0, 1), conv.bias()))
              .addAttribute(attribute("group", conv.groups()))
              .addAttribute(attribute("kernel_shape", conv.kernel()))
              .addAttribute(attribute("strides", Collections.nCopies(conv.axes(), conv.stride())))
              .addAttribute(attribute("pads", Collections.nCopies(2 * conv.axes(), conv.pad())));
      case Layer.MaxPool pool -> {
        List<Integer> sizes = Collections.nCopies(pool.axes(), pool.size());
        node("MaxPool")
            .addAttribute(attribute("kernel_shape", sizes))
            .addAttribute(attribute("strides", sizes));
      }
      case Layer.GlobalAveragePool _ -> node("GlobalAveragePool");
      case Layer.Flatten _ -> node("Flatten");
      case Layer.Relu _ -> node("Relu");
      case Layer.LastStep _ ->
          throw new UnsupportedOperationException("only whole sequences are predicted");
      case Recurrence recurrence -> add(recurrence);
    }
  }

  /** What one layer gave has its directions side by side for the next: in one row, as it lies. */
  private void add(Recurrence recurrence) {
    for (int layer = 0; layer < recurrence.layers(); layer++) {
      if (layer > 0) {
        if (rows > 1 && recurrence.directions() > 1) {
          throw new UnsupportedOperationException("two directions of several rows");
        }
        node("Reshape").addInput(graph.integers(List.of(-1, rows, recurrence.features(layer))));
      }
      OnnxRecurrence.add(node(recurrence.cell().name()), graph, recurrence, layer);
    }
  }

  /** A node that reads what came before and gives what comes next. */
  private NodeProto.Builder node(String op) {
    String input = values;
    values = "values" + graph.size();
    return graph.node(op).addInput(input).addOutput(values);
  }
}
