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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One step of an LSTM behind its products (Hochreiter and Schmidhuber 1997, with the forget gate of
 * Gers et al. 2000): of {@code z}, in PyTorch's order i, f, g, o, and the cell state c
 *
 * <pre>
 * i, f, o = sigmoid z; g = tanh z
 * c' = f c + i g; a = tanh c'; h' = o a
 * </pre>
 *
 * <p>Inputs z {@code [batch, 4 units]} and c {@code [batch, units]}; results h', c', the gates
 * {@code [batch, 4 units]} and a, which the gradient reads, and h' once more: one for the sequence
 * of outputs, one for the state, neither of them a copy.
 *
 * @param gate in the place of the sigmoid, written in its output as both are
 * @param squash in the place of the hyperbolic tangent
 */
record LstmCellOp(int units, ActivationOp gate, ActivationOp squash) implements CellOp {
  @Override
  public String mnemonic() {
    return "lstm_cell";
  }

  @Override
  public String attributes() {
    return gate.mnemonic() + ", " + squash.mnemonic();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    if (inputs.get(0).last().size() != 4 * units || inputs.get(1).last().size() != units) {
      throw new IllegalArgumentException("lstm_cell of " + inputs);
    }
    TensorType state = inputs.get(1);
    return List.of(state, state, inputs.getFirst(), state, state);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value hGrad = CellOp.outputGrad(gradients, node, resultGrads);
    Value cGrad = resultGrads.get(1);
    List<Value> inputs = new ArrayList<>(List.of(node.result(2), node.input(1), node.result(3)));
    Stream.of(hGrad, cGrad).filter(Objects::nonNull).forEach(inputs::add);
    Op back = new LstmCellGradOp(units, gate, squash, hGrad != null, cGrad != null);
    Node grad = gradients.add(node.name() + "Grad", back, inputs);
    return List.of(grad.result(0), grad.result(1));
  }

  @Override
  public long flops(Node node) {
    return 9L * units;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Cell());
  }

  /**
   * The activations of the gates in one loop or two, then the cell: all in one would exceed the
   * budget of call sites, and with the products in the same registers, 145 sites, a step of 16
   * units takes 0.98 to 1.03 of its time.
   */
  private static final class Cell extends UnitAlgorithm {
    @Override
    boolean overwrites(int input, int result) {
      return input == 1 && result != 2;
    }

    @Override
    public void lower(Lowering l) {
      LstmCellOp op = (LstmCellOp) l.node().op();
      int n = op.units;
      UnitLoop loop = new UnitLoop(l, n);
      loop.clearPads(l.result(2));
      if (GateLoop.applies(l, op)) {
        GateLoop.lower(l, n);
      } else {
        activate(l, op.gate, 0, 2 * n);
        activate(l, op.squash, 2 * n, n);
        activate(l, op.gate, 3 * n, n);
      }
      Column c = new Column(l.input(1), 0);
      List<Column> h = List.of(Column.of(l, 0, 0), Column.of(l, 4, 0));
      Column next = Column.of(l, 1, 0);
      Column squashed = Column.of(l, 3, 0);
      List<Column> read = List.of(gate(l, 0), gate(l, 1), gate(l, 2), c, gate(l, 3));
      List<Column> written = List.of(next, squashed, h.getFirst(), h.getLast());
      if (loop.fits(read, written, op::cell)) {
        loop.emit("lstm_cell", read, written, op::cell);
        return;
      }
      Column state = new Column(next.home(), 0);
      Column a = new Column(squashed.home(), 0);
      loop.emit("lstm_state", read.subList(0, 4), List.of(state), LstmCellOp::state);
      activate(l, op.squash, state, a, n);
      loop.emit(
          "lstm_output",
          List.of(gate(l, 3), a),
          h,
          (k, x) -> {
            Expr output = k.let("output", x.get(0).times(x.get(1)));
            return List.of(output, output);
          });
    }

    private static Column gate(Lowering l, int gate) {
      return new Column(l.result(2), gate * ((LstmCellOp) l.node().op()).units);
    }

    private static void activate(Lowering l, ActivationOp f, int offset, int length) {
      activate(l, f, new Column(l.input(0), offset), new Column(l.result(2), offset), length);
    }

    private static void activate(Lowering l, ActivationOp f, Column from, Column to, int length) {
      new UnitLoop(l, length)
          .emit(
              "gates_" + f.mnemonic(),
              List.of(from),
              List.of(to),
              (k, x) -> List.of(f.value(k, x.getFirst())));
    }
  }

  /** {@code f c + i g} of i, f, g and c. */
  private static List<Expr> state(KernelBuilder k, List<Expr> x) {
    Expr kept = k.let("kept", x.get(1).times(x.get(3)));
    return List.of(x.get(0).fma(x.get(2), kept));
  }

  /** The same with what follows of it and o. */
  private List<Expr> cell(KernelBuilder k, List<Expr> x) {
    Expr next = k.let("next", state(k, x).getFirst());
    Expr a = k.let("squashed", squash.value(k, next));
    Expr output = k.let("output", x.get(4).times(a));
    return List.of(next, a, output, output);
  }
}
