package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/** Elements of the inputs in other places: for each of the result, where it comes from. */
enum PlaceFormula implements Formula {
  RESHAPE {
    @Override
    From source(Node node, int element, int[] at, double[] n) {
      return new From(0, element);
    }
  },
  EXPAND {
    @Override
    From source(Node node, int element, int[] at, double[] n) {
      return new From(0, Positions.of(node.input(0).type()).stretched(at));
    }
  },
  PERMUTE {
    @Override
    From source(Node node, int element, int[] at, double[] n) {
      int[] from = at.clone();
      for (int i = 0; i < n.length; i++) {
        from[1 + (int) n[i]] = at[1 + i];
      }
      return input(node, 0, from);
    }
  },
  EXCHANGE {
    @Override
    From source(Node node, int element, int[] at, double[] n) {
      return input(node, 0, new int[] {at[0], at[2], at[1]});
    }
  },
  SLICE {
    @Override
    From source(Node node, int element, int[] at, double[] n) {
      int[] from = at.clone();
      from[1 + (int) n[0]] = (int) (n[1] + n[3] * at[1 + (int) n[0]]);
      return input(node, 0, from);
    }
  },
  CONCAT {
    @Override
    From source(Node node, int element, int[] at, double[] n) {
      int axis = (int) n[0];
      int[] from = at.clone();
      int input = 0;
      for (List<Integer> shape; from[1 + axis] >= (shape = shape(node, input)).get(axis); input++) {
        from[1 + axis] -= shape.get(axis);
      }
      return input(node, input, from);
    }
  },
  PAD_CONSTANT {
    @Override
    int index(int i, int size) {
      return i < 0 || i >= size ? -1 : i;
    }
  },
  PAD_REFLECT {
    @Override
    int index(int i, int size) {
      return i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i;
    }
  },
  PAD_REPLICATE {
    @Override
    int index(int i, int size) {
      return Math.clamp(i, 0, size - 1);
    }
  };

  /** An element of an input; input -1 is a constant. */
  record From(int input, int element) {}

  /**
   * Where an element comes from; overridden but by the pads.
   *
   * @param n the numbers in the attributes
   */
  From source(Node node, int element, int[] at, double[] n) {
    int[] from = at.clone();
    boolean inside = true;
    for (int axis = 0; axis < at.length - 1; axis++) {
      from[1 + axis] = index(at[1 + axis] - (int) n[axis], shape(node, 0).get(axis));
      inside &= from[1 + axis] >= 0;
    }
    return inside ? input(node, 0, from) : new From(-1, 0);
  }

  /** Of a pad: the index along one axis, or -1 outside. */
  int index(int i, int size) {
    throw new IllegalStateException(name());
  }

  private static List<Integer> shape(Node node, int input) {
    return node.input(input).type().sampleShape();
  }

  private static From input(Node node, int input, int[] at) {
    return new From(input, Positions.of(node.input(input).type()).element(at));
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    Positions result = Positions.of(node.types().getFirst());
    double[] n = NumberedFormula.numbers(node);
    double[] y = new double[result.size(rows)];
    for (int i = 0; i < y.length; i++) {
      From from = source(node, i, result.at(i), n);
      y[i] = from.input < 0 ? n[n.length - 1] : x[from.input][from.element];
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    Positions result = Positions.of(node.types().getFirst());
    double[] n = NumberedFormula.numbers(node);
    double[][] xGrad =
        node.inputs().stream()
            .map(Value::type)
            .map(type -> new double[Positions.of(type).size(rows)])
            .toArray(double[][]::new);
    for (int i = 0; i < yGrad[0].length; i++) {
      From from = source(node, i, result.at(i), n);
      if (from.input >= 0) {
        xGrad[from.input][from.element] += yGrad[0][i];
      }
    }
    return xGrad;
  }
}
