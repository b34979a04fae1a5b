/**
 * Normalisations. What is learned behind them is arithmetic on operands that stretch; here are the
 * statistics, and the gradients that flow through them.
 *
 * <p>Batch normalisation, with statistics by channel over the rows of a minibatch:
 *
 * <pre>
 * training     mean, variance, inverse = channel_moments x         by tiles of channels
 *              y = channel_norm x, mean, inverse, weight, bias     by rows
 *              running statistics move
 * prediction   scale, shift = channel_scale weight, bias, running  once for all predictions
 *              y = scale_shift x, scale, shift
 * </pre>
 *
 * Channels are the features of a sample. Of samples on their own, with statistics by group of
 * elements:
 *
 * <pre>
 * v, inverse = layer_norm x        by rows
 * y = scale_shift v, weight, bias  by rows
 * </pre>
 */
package dev.lanewise.processor.ops.normalization;
