package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanOp;
import dev.lanewise.processor.graph.scan.StepInputOp;
import dev.lanewise.processor.graph.scan.StepInputOp.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One step after the other, by the formulas of the body's ops; backwards the same from the last to
 * the first.
 */
final class ScanFormula implements Formula {
  private final Function<String, Formula> formulas;
  private final Window window;

  /**
   * @param formulas by mnemonic
   */
  ScanFormula(Function<String, Formula> formulas, Window window) {
    this.formulas = formulas;
    this.window = window;
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    ScanOp scan = (ScanOp) node.op();
    List<Map<Value, double[]>> steps = steps(scan, rows, x);
    List<Output> results = scan.body().outputs(Role.RESULT);
    double[][] y = new double[node.types().size()][];
    for (int i = 0; i < y.length; i++) {
      y[i] = new double[Formula.size(node, i, rows)];
      if (i < results.size()) {
        for (int s = 0; s < scan.steps(); s++) {
          put(steps.get(s).get(results.get(i).value()), y[i], rows, at(scan, s), scan.steps());
        }
      } else {
        String name = scan.finals().get(i - results.size());
        y[i] = steps.getLast().get(next(scan, name)).clone();
      }
    }
    return y;
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    ScanOp scan = (ScanOp) node.op();
    List<Map<Value, double[]>> steps = steps(scan, rows, x);
    List<Output> results = scan.body().outputs(Role.RESULT);
    double[][] xGrad = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      xGrad[i] = new double[x[i].length];
    }
    Map<String, double[]> carried = new HashMap<>();
    for (int i = results.size(); i < yGrad.length; i++) {
      if (yGrad[i] != null) {
        carried.put(scan.finals().get(i - results.size()), yGrad[i]);
      }
    }
    for (int s = scan.steps() - 1; s >= window.undifferentiated(); s--) {
      Map<Value, double[]> grads = new HashMap<>();
      for (Output state : scan.body().outputs(Role.UPDATE)) {
        if (carried.containsKey(state.name())) {
          add(grads, state.value(), carried.get(state.name()));
        }
      }
      for (int i = 0; i < results.size(); i++) {
        if (yGrad[i] != null) {
          Value value = results.get(i).value();
          int size = value.type().sampleSize();
          add(grads, value, get(yGrad[i], rows, at(scan, s), scan.steps(), size));
        }
      }
      for (Node each : scan.body().nodes().reversed()) {
        through(each, rows, steps.get(s), grads);
      }
      carried.clear();
      for (Node each : scan.body().nodes()) {
        if (each.op() instanceof StepInputOp input && grads.containsKey(each.result())) {
          double[] grad = grads.get(each.result());
          if (input.kind() == Kind.STATE) {
            cut(grad, node.name(), rows, at(scan, s), scan.steps());
          }
          if (input.kind() == Kind.STATE && s > 0) {
            carried.put(each.name(), grad);
          } else if (input.kind() == Kind.SEQUENCE) {
            put(grad, xGrad[input.argument()], rows, at(scan, s), scan.steps());
          } else if (input.argument() >= 0) {
            accumulate(xGrad[input.argument()], grad);
          }
        }
      }
    }
    return xGrad;
  }

  private void through(
      Node node, int rows, Map<Value, double[]> values, Map<Value, double[]> grads) {
    double[][] yGrad = new double[node.types().size()][];
    double[][] y = new double[node.types().size()][];
    boolean flows = false;
    for (int i = 0; i < yGrad.length; i++) {
      y[i] = values.get(node.result(i));
      yGrad[i] = grads.get(node.result(i));
      flows |= yGrad[i] != null;
    }
    if (!flows || node.inputs().isEmpty()) {
      return;
    }
    double[][] x = node.inputs().stream().map(values::get).toArray(double[][]::new);
    double[][] xGrad = formulas.apply(node.op().mnemonic()).backward(node, rows, x, y, yGrad);
    for (int i = 0; i < xGrad.length; i++) {
      if (xGrad[i] != null) {
        add(grads, node.input(i), xGrad[i]);
      }
    }
  }

  /** The values of all steps, in the order of time in the loop. */
  private List<Map<Value, double[]>> steps(ScanOp scan, int rows, double[][] x) {
    List<Map<Value, double[]>> steps = new ArrayList<>();
    Map<String, double[]> states = new HashMap<>();
    for (int s = 0; s < scan.steps(); s++) {
      Map<Value, double[]> values = new HashMap<>();
      for (Node node : scan.body().nodes()) {
        if (node.op() instanceof StepInputOp input) {
          values.put(node.result(), argument(scan, node, input, rows, x, states, s));
        } else if (node.op() instanceof ParameterOp) {
          throw new IllegalStateException("a step has no parameters of its own: " + node);
        } else {
          double[][] read = node.inputs().stream().map(values::get).toArray(double[][]::new);
          double[][] y = formulas.apply(node.op().mnemonic()).forward(node, rows, read);
          for (int i = 0; i < y.length; i++) {
            values.put(node.result(i), y[i]);
          }
        }
      }
      for (Output state : scan.body().outputs(Role.UPDATE)) {
        states.put(state.name(), values.get(state.value()));
      }
      steps.add(values);
      window.behind(s, scan.steps(), states);
    }
    return steps;
  }

  private double[] argument(
      ScanOp scan,
      Node node,
      StepInputOp input,
      int rows,
      double[][] x,
      Map<String, double[]> states,
      int s) {
    int size = node.types().getFirst().sampleSize();
    return switch (input.kind()) {
      case SEQUENCE -> get(x[input.argument()], rows, at(scan, s), scan.steps(), size);
      case INVARIANT -> x[input.argument()];
      case STATE ->
          s > 0
              ? states.get(node.name())
              : input.argument() < 0 ? window.first(node.name(), rows * size) : x[input.argument()];
    };
  }

  private void cut(double[] grad, String loop, int rows, int at, int steps) {
    for (int i = 0; i < grad.length; i++) {
      grad[i] *= window.factor(loop, steps, i / (grad.length / rows), at);
    }
  }

  private static Value next(ScanOp scan, String state) {
    return scan.body().outputs(Role.UPDATE).stream()
        .filter(o -> o.name().equals(state))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static int at(ScanOp scan, int s) {
    return scan.reverse() ? scan.steps() - 1 - s : s;
  }

  private static void put(double[] step, double[] sequence, int rows, int at, int steps) {
    int size = step.length / rows;
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < size; i++) {
        sequence[(r * steps + at) * size + i] += step[r * size + i];
      }
    }
  }

  private static double[] get(double[] sequence, int rows, int at, int steps, int size) {
    double[] step = new double[rows * size];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(sequence, (r * steps + at) * size, step, r * size, size);
    }
    return step;
  }

  private static void add(Map<Value, double[]> grads, Value value, double[] grad) {
    grads.merge(
        value,
        grad.clone(),
        (a, b) -> {
          accumulate(a, b);
          return a;
        });
  }

  private static void accumulate(double[] sum, double[] term) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }
}
