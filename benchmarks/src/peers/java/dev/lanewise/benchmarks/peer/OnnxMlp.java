package dev.lanewise.benchmarks.peer;

import ai.onnx.proto.OnnxMl;
import dev.lanewise.benchmarks.models.Mlp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tribuo.util.onnx.ONNXAttribute;
import org.tribuo.util.onnx.ONNXContext;
import org.tribuo.util.onnx.ONNXInitializer;
import org.tribuo.util.onnx.ONNXNode;
import org.tribuo.util.onnx.ONNXOperator;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXRef;

/** Writes an {@link Mlp} as an ONNX model: a Gemm a layer, as PyTorch's exporter does, and Relu. */
final class OnnxMlp {

  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private static final int OPSET = 13;
  private static final int IR_VERSION = 8;

  private OnnxMlp() {}

  /** The serialised model; its batch is left open. */
  static byte[] write(Mlp mlp) {
    ONNXContext context = new ONNXContext();
    context.setName("mlp");
    ONNXRef<?> values = context.floatInput(INPUT, mlp.inputs());
    for (int i = 0; i < mlp.layers().size(); i++) {
      if (i > 0) {
        values = context.operation(Relu.RELU, List.of(values), "relu" + i);
      }
      values = gemm(context, values, mlp.layers().get(i), i);
    }
    context.assignTo((ONNXNode) values, context.floatOutput(OUTPUT, mlp.outputs()));
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(context.buildGraph())
        .build()
        .toByteArray();
  }

  private static ONNXNode gemm(ONNXContext context, ONNXRef<?> input, Mlp.Layer layer, int index) {
    ONNXInitializer weight =
        context.floatTensor(
            "weight" + index,
            List.of(layer.outputs(), layer.inputs()),
            buffer -> buffer.put(layer.weight()));
    ONNXInitializer bias = context.array("bias" + index, layer.bias());
    return context.operation(
        ONNXOperators.GEMM, List.of(input, weight, bias), "gemm" + index, Map.of("transB", 1));
  }

  /** Tribuo's catalogue holds the operators of its own models, and Relu is in none of them. */
  private enum Relu implements ONNXOperator {
    RELU;

    @Override
    public String getOpName() {
      return "Relu";
    }

    @Override
    public int getNumInputs() {
      return 1;
    }

    @Override
    public int getNumOptionalInputs() {
      return 0;
    }

    @Override
    public int getNumOutputs() {
      return 1;
    }

    @Override
    public Map<String, ONNXAttribute> getAttributes() {
      return Map.of();
    }

    @Override
    public Set<String> getMandatoryAttributeNames() {
      return Set.of();
    }

    @Override
    public int getOpVersion() {
      return OPSET;
    }

    @Override
    public String getOpDomain() {
      return "";
    }
  }
}
