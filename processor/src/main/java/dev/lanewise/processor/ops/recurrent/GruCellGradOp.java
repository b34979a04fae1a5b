package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.recurrent.UnitLoop.Column;
import java.util.List;

/**
 * The gradient of {@link GruCellOp}, where z keeps:
 *
 * <pre>
 * nGrad = hGrad' (1 - z) tanh'; rGrad = nGrad y_n sigmoid'; zGrad = hGrad' (h - n) sigmoid'
 * xGrad = (rGrad, zGrad, nGrad); yGrad = (rGrad, zGrad, nGrad r); hGrad = hGrad' z
 * </pre>
 *
 * and where it does not the same with 1 - z and n - h. Inputs the gradient of h', what the cell has
 * left and h; results the gradients of x, y and h.
 */
record GruCellGradOp(int units, boolean keeps, ActivationOp gate, ActivationOp squash)
    implements UnitOp {
  @Override
  public String mnemonic() {
    return "gru_cell_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType state = inputs.get(2);
    TensorType product = state.withLast(3 * units);
    return List.of(product, product, state);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Cell());
  }

  private List<Expr> gradients(KernelBuilder k, List<Expr> x) {
    Expr hGrad = x.get(0);
    Expr r = x.get(1);
    Expr z = x.get(2);
    Expr n = x.get(3);
    Expr h = x.get(5);
    Expr old = k.let("old", hGrad.times(z));
    Expr rest = k.let("rest", hGrad.minus(old));
    Expr difference = keeps ? h.minus(n) : n.minus(h);
    Expr nGrad = k.let("nGrad", squash.gradient(k, keeps ? rest : old, n));
    Expr reset = k.let("reset", nGrad.times(x.get(4)));
    Expr rGrad = k.let("rGrad", gate.gradient(k, reset, r));
    Expr mixed = k.let("mixed", hGrad.times(difference));
    Expr zGrad = k.let("zGrad", gate.gradient(k, mixed, z));
    return List.of(rGrad, zGrad, nGrad, rGrad, zGrad, nGrad.times(r), keeps ? old : rest);
  }

  private static final class Cell extends UnitAlgorithm {
    @Override
    public void lower(Lowering l) {
      GruCellGradOp op = (GruCellGradOp) l.node().op();
      int n = op.units;
      UnitLoop loop = new UnitLoop(l, n);
      loop.clearPads(l.result(0));
      loop.clearPads(l.result(1));
      loop.emit(
          "gru_cell_grad",
          List.of(
              new Column(l.input(0), 0),
              new Column(l.input(1), 0),
              new Column(l.input(1), n),
              new Column(l.input(1), 2 * n),
              new Column(l.input(1), 3 * n),
              new Column(l.input(2), 0)),
          List.of(
              new Column(l.result(0), 0),
              new Column(l.result(0), n),
              new Column(l.result(0), 2 * n),
              new Column(l.result(1), 0),
              new Column(l.result(1), n),
              new Column(l.result(1), 2 * n),
              new Column(l.result(2), 0)),
          op::gradients);
    }
  }
}
