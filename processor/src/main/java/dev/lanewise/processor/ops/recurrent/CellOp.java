package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/**
 * All of a step that follows its products. The first result and the last are one value, written to
 * two places: the step's output, for the sequence, and the state.
 */
interface CellOp extends UnitOp {
  /** The state that an output is. */
  static Value state(Value output) {
    Node cell = output.node();
    return cell.result(cell.types().size() - 1);
  }

  /** The output that a state is: of another op than a cell the state itself. */
  static Value output(Value state) {
    return state.node().op() instanceof CellOp ? state.node().result() : state;
  }

  /** The gradient of that value; null where none flows. */
  static Value outputGrad(Gradients gradients, Node cell, List<Value> resultGrads) {
    Value output = resultGrads.getFirst();
    Value state = resultGrads.getLast();
    if (output == null || state == null) {
      return output == null ? state : output;
    }
    String name = cell.name() + "OutputGrad";
    return gradients.add(name, gradients.sum(), List.of(output, state)).result();
  }
}
