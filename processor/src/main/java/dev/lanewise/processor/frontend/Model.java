package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.loop.DType;
import java.util.Optional;

/**
 * An annotated interface, understood.
 *
 * @param packageName empty for the unnamed package
 * @param name simple name of the interface; of a nested one the names joined by {@code _}
 * @param visible whether the interface is public, and so its generated class
 * @param batch most samples in a call
 * @param real element type of the floats
 * @param bfloat16 whether predictors keep weights rounded to bfloat16
 * @param truncation how far gradients go back through time
 * @param streaming where the model asks for a stepper; empty if it does not
 * @param graph forward pass with inputs, results and losses, in the order of the declaration
 */
public record Model(
    String packageName,
    String name,
    boolean visible,
    int batch,
    DType real,
    boolean bfloat16,
    Truncation truncation,
    Optional<Origin> streaming,
    Graph graph) {}
