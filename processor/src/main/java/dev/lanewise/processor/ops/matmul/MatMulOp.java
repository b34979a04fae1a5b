package dev.lanewise.processor.ops.matmul;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.shape.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code y = a b}, of the last two axes, either transposed first.
 *
 * <pre>
 * aGrad = yGrad b'      bGrad = a' yGrad        where a and b are as multiplied
 * </pre>
 */
record MatMulOp(boolean transposeA, boolean transposeB) implements Op {
  @Override
  public String mnemonic() {
    return "matmul";
  }

  @Override
  public String attributes() {
    return (transposeA ? "a'" : "a") + (transposeB ? " b'" : " b");
  }

  /** The sizes of one product. */
  record Sizes(int m, int k, int n) {}

  Sizes sizes(TensorType a, TensorType b) {
    return new Sizes(rows(a).size(), columns(a).size(), size(b, transposeB ? 2 : 1));
  }

  private Dim rows(TensorType a) {
    return fromEnd(a, transposeA ? 1 : 2);
  }

  private Dim columns(TensorType a) {
    return fromEnd(a, transposeA ? 2 : 1);
  }

  private static Dim fromEnd(TensorType type, int position) {
    return type.dims().get(type.dims().size() - position);
  }

  private static int size(TensorType type, int fromEnd) {
    return fromEnd(type, fromEnd).size();
  }

  /** Whether the products fit, the leading axes aside. */
  boolean contracts(TensorType a, TensorType b) {
    return columns(a).size() == size(b, transposeB ? 1 : 2);
  }

  /** A type without its last two axes. */
  static TensorType leading(TensorType type) {
    List<Dim> dims = type.sampleDims();
    return type.withSample(dims.subList(0, dims.size() - 2));
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType a = inputs.get(0);
    TensorType b = inputs.get(1);
    List<Dim> dims = new ArrayList<>(Stretch.sample(List.of(leading(a), leading(b))).orElseThrow());
    dims.add(rows(a));
    dims.add(fromEnd(b, transposeB ? 2 : 1));
    return List.of(a.withSample(dims));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value yGrad = resultGrads.getFirst();
    Value a = node.input(0);
    Value b = node.input(1);
    Value aGrad = null;
    Value bGrad = null;
    if (gradients.needs(a)) {
      aGrad =
          transposeA
              ? product(gradients, a, b, transposeB, yGrad, true)
              : product(gradients, a, yGrad, false, b, !transposeB);
    }
    if (gradients.needs(b)) {
      bGrad =
          transposeB
              ? product(gradients, b, yGrad, true, a, transposeA)
              : product(gradients, b, a, !transposeA, yGrad, false);
    }
    return Arrays.asList(aGrad, bGrad);
  }

  private static Value product(
      Gradients gradients, Value of, Value l, boolean transposeL, Value r, boolean transposeR) {
    MatMulOp op = new MatMulOp(transposeL, transposeR);
    Value grad = gradients.add(of.name() + "Grad", op, List.of(l, r)).result();
    return Stretch.back(gradients, of, grad);
  }

  /** A multiplication and an addition for each k. */
  @Override
  public long flops(Node node) {
    Sizes sizes = sizes(node.input(0).type(), node.input(1).type());
    return 2L * sizes.k * node.types().getFirst().sampleSize();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new SampleProducts());
  }
}
