package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/** The first and the last result of a cell are one value, written to two places. */
final class Twins {
  private Twins() {}

  /** The gradient of the value. */
  static Value gradient(Op.Gradients gradients, Node cell, List<Value> resultGrads) {
    Value output = resultGrads.getFirst();
    Value state = resultGrads.getLast();
    if (output == null || state == null) {
      return output == null ? state : output;
    }
    String name = cell.name() + "OutputGrad";
    return gradients.add(name, gradients.sum(), List.of(output, state)).result();
  }
}
