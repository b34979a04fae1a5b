package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.recurrent.UnitLoop.Column;
import java.util.List;

/**
 * The gradient of {@link LstmCellOp}:
 *
 * <pre>
 * cSum = cGrad' + hGrad' o (1 - a^2)
 * zGrad = (cSum g, cSum c, cSum i, hGrad' a) times the derivatives of the gates; cGrad = cSum f
 * </pre>
 *
 * Inputs the gradients of h' and c', the gates, c and a; results the gradients of z and c.
 */
record LstmCellGradOp(int units, ActivationOp gate, ActivationOp squash) implements Op {
  @Override
  public String mnemonic() {
    return "lstm_cell_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(2), inputs.get(3));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Cell());
  }

  private List<Expr> gradients(KernelBuilder k, List<Expr> x) {
    Expr hGrad = x.get(0);
    Expr i = x.get(2);
    Expr f = x.get(3);
    Expr g = x.get(4);
    Expr o = x.get(5);
    Expr a = x.get(7);
    Expr inner = squash.gradient(k, k.let("ho", hGrad.times(o)), a);
    Expr sum = k.let("sum", inner.plus(x.get(1)));
    return List.of(
        gate.gradient(k, k.let("iGrad", sum.times(g)), i),
        gate.gradient(k, k.let("fGrad", sum.times(x.get(6))), f),
        squash.gradient(k, k.let("gGrad", sum.times(i)), g),
        gate.gradient(k, k.let("oGrad", hGrad.times(a)), o),
        sum.times(f));
  }

  private static final class Cell extends UnitAlgorithm {
    @Override
    int units(Node node) {
      return ((LstmCellGradOp) node.op()).units;
    }

    @Override
    public void lower(Lowering l) {
      LstmCellGradOp op = (LstmCellGradOp) l.node().op();
      int n = op.units;
      UnitLoop loop = new UnitLoop(l, n);
      loop.clearPads(l.result(0));
      loop.emit(
          "lstm_cell_grad",
          List.of(
              new Column(l.input(0), 0),
              new Column(l.input(1), 0),
              new Column(l.input(2), 0),
              new Column(l.input(2), n),
              new Column(l.input(2), 2 * n),
              new Column(l.input(2), 3 * n),
              new Column(l.input(3), 0),
              new Column(l.input(4), 0)),
          List.of(
              new Column(l.result(0), 0),
              new Column(l.result(0), n),
              new Column(l.result(0), 2 * n),
              new Column(l.result(0), 3 * n),
              new Column(l.result(1), 0)),
          op::gradients);
    }
  }
}
