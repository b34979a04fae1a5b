/**
 * Upsampling: larger images out of smaller ones.
 *
 * <pre>
 * nearest    y[c][o] = x[c][o / scale]
 * bilinear   y[c][o] = x at the position of o in the input, linear between neighbours along each axis
 *            position of o: (o + 1/2) / scale - 1/2, not below 0; with aligned corners o (size - 1) / (output - 1)
 * </pre>
 *
 * <p>Upsampling to the nearest is the way back of a pooling whose windows do not overlap, and its
 * gradient that pooling, with sums: see the package of pooling.
 */
package dev.lanewise.processor.ops.upsample;
