/**
 * Losses. Each is computed per sample, in parallel, with what its gradient needs kept as a further
 * result; {@link dev.lanewise.processor.ops.loss.MeanRowsOp} takes the mean over the samples of the
 * call.
 */
package dev.lanewise.processor.ops.loss;
