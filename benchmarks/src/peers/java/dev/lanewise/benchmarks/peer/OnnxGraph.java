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
import com.google.protobuf.ByteString;
import java.util.List;

/** Nodes and numbers of an ONNX model. */
final class OnnxGraph {

  private static final int OPSET = 13;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("graph");

  /** A node, whose inputs, outputs and attributes are still to be added. */
  NodeProto.Builder node(String op) {
    return graph.addNodeBuilder().setOpType(op).setName(op + graph.getNodeCount());
  }

  /** Number of nodes. */
  int size() {
    return graph.getNodeCount();
  }

  /** The first output of the last node gets the name of one of the graph's. */
  void renameLastOutput(String name) {
    graph.getNodeBuilder(size() - 1).setOutput(0, name);
  }

  /** Numbers; the name that nodes read them by. */
  String tensor(List<Integer> shape, float[] numbers) {
    TensorProto.Builder tensor = tensor(shape, TensorProto.DataType.FLOAT);
    for (float number : numbers) {
      tensor.addFloatData(number);
    }
    return add(tensor);
  }

  /** Sizes, which some nodes read as they read numbers. */
  String integers(List<Integer> numbers) {
    TensorProto.Builder tensor = tensor(List.of(numbers.size()), TensorProto.DataType.INT64);
    numbers.forEach(number -> tensor.addInt64Data(number));
    return add(tensor);
  }

  private static TensorProto.Builder tensor(List<Integer> shape, TensorProto.DataType type) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.getNumber());
    shape.forEach(tensor::addDims);
    return tensor;
  }

  private String add(TensorProto.Builder tensor) {
    tensor.setName("tensor" + graph.getInitializerCount());
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  void input(String name, List<Integer> shape) {
    graph.addInput(values(name, shape));
  }

  void output(String name, List<Integer> shape) {
    graph.addOutput(values(name, shape));
  }

  /** The model as ONNX Runtime loads it. */
  byte[] write() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  static AttributeProto attribute(String name, int value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto attribute(String name, List<Integer> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(values.stream().map(Integer::longValue).toList())
        .build();
  }

  private static ValueInfoProto values(String name, List<Integer> shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
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
