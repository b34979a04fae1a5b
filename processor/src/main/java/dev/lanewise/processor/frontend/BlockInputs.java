package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Layer.Argument;
import dev.lanewise.processor.graph.TensorType;

/**
 * What a block says of its inputs, beside what a use gives.
 *
 * @param layers of the inside of the block
 * @param diagnostics for faults of the use
 */
record BlockInputs(Block block, Layers layers, Diagnostics diagnostics) {
  /** What an input says that it is; an error after a fault. */
  TensorType declared(Declaration input) {
    return layers.typeOf(input);
  }

  /**
   * Whether an input is what the block says that it is.
   *
   * @param found what comes of the argument
   */
  boolean fit(Declaration input, Argument argument, TensorType found) {
    String name = block.name() + "." + input.name();
    if (input.isOfAnyShape()) {
      if (!found.dtype().isFloat()) {
        diagnostics.error(
            argument.origin(),
            "NotFloats",
            argument.name() + " holds ints; " + name + " takes floats");
      }
      return found.dtype().isFloat();
    }
    TensorType declared = declared(input);
    boolean equal =
        declared.sampleShape().equals(found.sampleShape()) && declared.dtype() == found.dtype();
    if (!equal && !declared.isError()) {
      diagnostics.error(
          argument.origin(),
          "BlockInputShape",
          name
              + " takes "
              + declared.sampleText()
              + ", found "
              + found.sampleText()
              + " ("
              + Layer.chain(argument.value())
              + "); an @Input without a shape takes what comes");
    }
    return equal;
  }
}
