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
 * Channels are the features of a sample. Of images they are its first axis, and training takes two
 * steps to the moments, and in the same way to the sums of the gradients:
 *
 * <pre>
 * mean, variance = pixel_moments x                      by rows, while x is in the cache
 * mean, variance, inverse = channel_moments of those    by tiles of channels
 * </pre>
 *
 * So there are rows enough for any number of threads, and the order of the sums is none of theirs.
 * In the sweeps lanes run along channels, side by side as convolutions leave and read them.
 *
 * <p>Across the channels of a pixel there is {@code local_response_norm}. Of samples on their own,
 * with statistics by group of elements:
 *
 * <pre>
 * v, inverse = layer_norm x        by rows
 * y = scale_shift v, weight, bias  by rows
 * </pre>
 */
package dev.lanewise.processor.ops.normalization;
