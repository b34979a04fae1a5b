package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.recurrent.UnitLoop.Column;
import java.util.List;

/**
 * One step of a GRU behind its products, reset after them (Cho et al. 2014, version 1 of the paper;
 * PyTorch): of {@code x} and {@code y = W_hh h + b_hh}, both in PyTorch's order r, z, n, and the
 * state h
 *
 * <pre>
 * r, z = sigmoid(x + y); n = tanh(x_n + r y_n)
 * h' = (1 - z) n + z h, or where z does not keep (1 - z) h + z n
 * </pre>
 *
 * <p>Inputs x and y {@code [batch, 3 units]} and h {@code [batch, units]}; results h', for the
 * gradient {@code [batch, 4 units]} of r, z, n and y_n, and h' once more: one for the sequence of
 * outputs, one for the state, neither of them a copy.
 *
 * @param keeps whether z is the part of the old state, otherwise that of the new one
 * @param gate in the place of the sigmoid, written in its output as both are
 * @param squash in the place of the hyperbolic tangent
 */
record GruCellOp(int units, boolean keeps, ActivationOp gate, ActivationOp squash)
    implements CellOp {
  @Override
  public String mnemonic() {
    return "gru_cell";
  }

  @Override
  public String attributes() {
    return gate.mnemonic() + ", " + squash.mnemonic() + (keeps ? ", keep" : ", replace");
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    boolean products =
        inputs.get(0).last().size() == 3 * units && inputs.get(1).last().size() == 3 * units;
    if (!products || inputs.get(2).last().size() != units) {
      throw new IllegalArgumentException("gru_cell of " + inputs);
    }
    TensorType state = inputs.get(2);
    return List.of(state, state.withLast(4 * units), state);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value hGrad = CellOp.outputGrad(gradients, node, resultGrads);
    List<Value> inputs = List.of(hGrad, node.result(1), node.input(2));
    Op op = new GruCellGradOp(units, keeps, gate, squash);
    Node grad = gradients.add(node.name() + "Grad", op, inputs);
    return List.of(grad.result(0), grad.result(1), grad.result(2));
  }

  @Override
  public long flops(Node node) {
    return 10L * units;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Cell());
  }

  /**
   * The gates r and z in one loop, what they decide in another one, or in three: all in one would
   * exceed the budget of call sites, and a step of 16 units takes 0.98 to 1.02 of its time so.
   */
  private static final class Cell extends UnitAlgorithm {
    @Override
    boolean overwrites(int input, int result) {
      return input == 2 && result == 2;
    }

    @Override
    public void lower(Lowering l) {
      GruCellOp op = (GruCellOp) l.node().op();
      int n = op.units;
      UnitLoop loop = new UnitLoop(l, n);
      loop.clearPads(l.result(1));
      new UnitLoop(l, 2 * n)
          .emit(
              "gru_gates",
              List.of(new Column(l.input(0), 0), new Column(l.input(1), 0)),
              List.of(gate(l, 0)),
              (k, x) -> List.of(op.gate.value(k, k.let("z", x.get(0).plus(x.get(1))))));
      Column h = new Column(l.input(2), 0);
      Column next = Column.of(l, 0, 0);
      Column twin = Column.of(l, 2, 0);
      Column xn = new Column(l.input(0), 2 * n);
      Column yn = new Column(l.input(1), 2 * n);
      List<Column> read = List.of(gate(l, 0), gate(l, 1), xn, yn, h);
      List<Column> saved = List.of(Column.of(l, 1, 2 * n), Column.of(l, 1, 3 * n));
      List<Column> written = List.of(saved.get(0), saved.get(1), next, twin);
      if (loop.fits(read, written, op::cell)) {
        loop.emit("gru_cell", read, written, op::cell);
        return;
      }
      Column sum = new Column(next.home(), 0);
      loop.emit(
          "gru_reset",
          List.of(gate(l, 0), xn, yn),
          List.of(sum),
          (k, x) -> List.of(x.get(0).fma(x.get(2), x.get(1))));
      loop.emit(
          "gru_" + op.squash.mnemonic(),
          List.of(sum, yn),
          List.of(gate(l, 2), gate(l, 3)),
          (k, x) -> List.of(op.squash.value(k, x.get(0)), x.get(1)));
      loop.emit(
          "gru_output",
          List.of(gate(l, 1), gate(l, 2), h),
          List.of(next, twin),
          (k, x) -> {
            Expr output = k.let("output", op.mixed(k, x.get(0), x.get(1), x.get(2)));
            return List.of(output, output);
          });
    }

    private static Column gate(Lowering l, int gate) {
      return new Column(l.result(1), gate * ((GruCellOp) l.node().op()).units);
    }
  }

  /** n, y_n and h' of r, z, x_n, y_n and h. */
  private List<Expr> cell(KernelBuilder k, List<Expr> x) {
    Expr sum = k.let("sum", x.get(0).fma(x.get(3), x.get(2)));
    Expr n = k.let("n", squash.value(k, sum));
    Expr output = k.let("output", mixed(k, x.get(1), n, x.get(4)));
    return List.of(n, x.get(3), output, output);
  }

  private Expr mixed(KernelBuilder k, Expr z, Expr n, Expr h) {
    Expr kept = keeps ? h : n;
    Expr other = keeps ? n : h;
    return k.let("difference", kept.minus(other)).fma(z, other);
  }
}
