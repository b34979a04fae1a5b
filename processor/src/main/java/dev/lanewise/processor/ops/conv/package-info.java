/**
 * Convolutions over one to three axes of space.
 *
 * <pre>
 * y[n][f][o] = b[f] + sum over c, t: x[n][c][o stride + t dilation - before] w[f][c][t]
 * xGrad[n][c][i] = sum over f, and o, t with o stride + t dilation - before = i: yGrad[n][f][o] w[f][c][t]
 * wGrad[f][c][t] = sum over n, o: yGrad[n][f][o] x[n][c][o stride + t dilation - before]
 * </pre>
 *
 * <p>The first two are one algorithm, {@code DirectConv}, over parts of the axes ({@code Axis}): a
 * forward convolution has one, the transposed one, which is the gradient of the input too, one for
 * each remainder by the stride. The third is {@code PixelOuterProducts}. All read images whose
 * padding is a border of zeros.
 *
 * <p>Few filters would leave lanes along them empty: {@code PlanarConv} has lanes along the pixels
 * of a line, and reads and writes images in the user's order.
 *
 * <p>In groups of whole vectors the same two compute each group. In smaller ones a filter meets few
 * channels, and lanes along filters would find nothing to broadcast: {@code ChannelLanes} and
 * {@code ChannelProducts} have lanes along the channels of image and result alike, and {@code
 * Spread} makes them so where they are not. {@code PlanarDepthwise} has lanes along pixels instead,
 * where images come and go in the user's order.
 */
package dev.lanewise.processor.ops.conv;
