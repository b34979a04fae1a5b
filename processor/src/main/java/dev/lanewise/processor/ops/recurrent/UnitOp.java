package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Op;

/** An op on rows of stretches of units, one for each gate or state. */
interface UnitOp extends Op {
  /** Units of the layer. */
  int units();
}
