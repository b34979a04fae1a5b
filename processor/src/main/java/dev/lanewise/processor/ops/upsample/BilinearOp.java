package dev.lanewise.processor.ops.upsample;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;

/** Images linear between their pixels, along one or two axes. */
record BilinearOp(List<Positions> axes) implements Op {
  @Override
  public String mnemonic() {
    return "bilinear";
  }

  @Override
  public String attributes() {
    return axes.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(sized(inputs.getFirst(), axes.stream().map(Positions::output).toList()));
  }

  private static TensorType sized(TensorType type, List<Integer> sizes) {
    List<Dim> dims = new ArrayList<>(type.sampleDims().subList(0, 1));
    for (int axis = 0; axis < sizes.size(); axis++) {
      dims.add(new Dim(sizes.get(axis), type.sampleDims().get(axis + 1).axis()));
    }
    return type.withSample(dims);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    String name = node.input(0).name() + "Grad";
    return List.of(gradients.add(name, new Back(axes), resultGrads).result());
  }

  /** A difference, a product and a sum for each pair of neighbours. */
  @Override
  public long flops(Node node) {
    return node.types().getFirst().sampleSize() * (axes.size() == 1 ? 3L : 9L);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Neighbours(axes, false));
  }

  /** The gradient: each output's goes to its neighbours by their weights. */
  record Back(List<Positions> axes) implements Op {
    @Override
    public String mnemonic() {
      return "bilinear_grad";
    }

    @Override
    public String attributes() {
      return axes.toString();
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(sized(inputs.getFirst(), axes.stream().map(Positions::size).toList()));
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Neighbours(axes, true));
    }
  }
}
