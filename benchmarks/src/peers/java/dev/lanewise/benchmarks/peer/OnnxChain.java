package dev.lanewise.benchmarks.peer;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Layer;
import java.util.Collections;
import java.util.List;

/** Writes a {@link Chain} as an ONNX model, node by node as PyTorch's exporter does. */
final class OnnxChain {

  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private static final int OPSET = 13;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("chain");

  private OnnxChain() {}

  /** The serialised model for {@code rows} rows. */
  static byte[] write(Chain chain, int rows) {
    OnnxChain onnx = new OnnxChain();
    for (int i = 0; i < chain.layers().size(); i++) {
      onnx.add(chain.layers().get(i), i);
    }
    int last = chain.layers().size() - 1;
    onnx.graph.getNodeBuilder(last).setOutput(0, OUTPUT);
    onnx.graph.addInput(values(INPUT, rows, chain.input()));
    onnx.graph.addOutput(values(OUTPUT, rows, chain.output()));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(onnx.graph)
        .build()
        .toByteArray();
  }

  private void add(Layer layer, int i) {
    switch (layer) {
      case Layer.Dense dense -> {
        List<Integer> shape =
            List.of(dense.bias().length, dense.weight().length / dense.bias().length);
        node("Gemm", i)
            .addInput(tensor("weight" + i, shape, dense.weight()))
            .addInput(tensor("bias" + i, shape.subList(0, 1), dense.bias()))
            .addAttribute(integer("transB", 1));
      }
      case Layer.Conv conv ->
          node("Conv", i)
              .addInput(tensor("weight" + i, conv.shape(), conv.weight()))
              .addInput(tensor("bias" + i, conv.shape().subList(0, 1), conv.bias()))
              .addAttribute(integer("group", conv.groups()))
              .addAttribute(integers("kernel_shape", conv.kernel()))
              .addAttribute(integers("strides", Collections.nCopies(conv.axes(), conv.stride())))
              .addAttribute(integers("pads", Collections.nCopies(2 * conv.axes(), conv.pad())));
      case Layer.MaxPool pool -> {
        List<Integer> sizes = Collections.nCopies(pool.axes(), pool.size());
        node("MaxPool", i)
            .addAttribute(integers("kernel_shape", sizes))
            .addAttribute(integers("strides", sizes));
      }
      case Layer.GlobalAveragePool _ -> node("GlobalAveragePool", i);
      case Layer.Flatten _ -> node("Flatten", i);
      case Layer.Relu _ -> node("Relu", i);
    }
  }

  private NodeProto.Builder node(String op, int i) {
    return graph
        .addNodeBuilder()
        .setOpType(op)
        .setName(op + i)
        .addInput(i == 0 ? INPUT : "values" + (i - 1))
        .addOutput("values" + i);
  }

  private String tensor(String name, List<Integer> shape, float[] numbers) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    shape.forEach(tensor::addDims);
    for (float number : numbers) {
      tensor.addFloatData(number);
    }
    graph.addInitializer(tensor);
    return name;
  }

  private static AttributeProto integer(String name, int value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static AttributeProto integers(String name, List<Integer> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(values.stream().map(Integer::longValue).toList())
        .build();
  }

  private static ValueInfoProto values(String name, int rows, List<Integer> shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    dimensions.addDimBuilder().setDimValue(rows);
    shape.forEach(size -> dimensions.addDimBuilder().setDimValue(size));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(dimensions)))
        .build();
  }
}
