package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.recurrent.UnitLoop.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of {@link LstmCellOp}:
 *
 * <pre>
 * cSum = cGrad' + hGrad' o (1 - a^2)
 * zGrad = (cSum g, cSum c, cSum i, hGrad' a) times the derivatives of the gates; cGrad = cSum f
 * </pre>
 *
 * Inputs the gates, c and a, and the gradients of h' and c', as far as they flow: of a single step
 * one of them may not; results the gradients of z and c.
 *
 * @param fromOutput whether there is a gradient of h'
 * @param fromState whether there is one of c'
 */
record LstmCellGradOp(
    int units, ActivationOp gate, ActivationOp squash, boolean fromOutput, boolean fromState)
    implements UnitOp {
  @Override
  public String mnemonic() {
    return "lstm_cell_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.get(0), inputs.get(1));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Cell());
  }

  private List<Expr> gradients(KernelBuilder k, List<Expr> x) {
    Expr i = x.get(0);
    Expr f = x.get(1);
    Expr g = x.get(2);
    Expr o = x.get(3);
    Expr a = x.get(5);
    Expr none = i.constant(0);
    Expr hGrad = fromOutput ? x.get(6) : none;
    Expr cGrad = fromState ? x.getLast() : none;
    Expr inner = fromOutput ? squash.gradient(k, k.let("ho", hGrad.times(o)), a) : none;
    Expr sum = k.let("sum", fromOutput ? fromState ? inner.plus(cGrad) : inner : cGrad);
    return List.of(
        gate.gradient(k, k.let("iGrad", sum.times(g)), i),
        gate.gradient(k, k.let("fGrad", sum.times(x.get(4))), f),
        squash.gradient(k, k.let("gGrad", sum.times(i)), g),
        gate.gradient(k, k.let("oGrad", hGrad.times(a)), o),
        sum.times(f));
  }

  private static final class Cell extends UnitAlgorithm {
    /** One loop reads all of a vector of units before it writes. */
    @Override
    boolean overwrites(int input, int result) {
      return (input == 0) == (result == 0);
    }

    /** Nor where pads are cleared beforehand. */
    @Override
    public boolean mayOverwrite(Node node, int input, int result, Context context) {
      TensorType type = node.types().get(result);
      return super.mayOverwrite(node, input, result, context)
          && (result > 0 || type.sampleSize() % context.target().lanes(type.dtype()) == 0);
    }

    @Override
    public void lower(Lowering l) {
      LstmCellGradOp op = (LstmCellGradOp) l.node().op();
      int n = op.units;
      UnitLoop loop = new UnitLoop(l, n);
      loop.clearPads(l.result(0));
      List<Column> read = new ArrayList<>();
      for (int gate = 0; gate < 4; gate++) {
        read.add(new Column(l.input(0), gate * n));
      }
      for (int input = 1; input < l.node().inputs().size(); input++) {
        read.add(new Column(l.input(input), 0));
      }
      loop.emit(
          "lstm_cell_grad",
          read,
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
