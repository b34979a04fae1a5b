/**
 * Pooling over one to three axes of space: windows slide over each channel on its own.
 *
 * <pre>
 * max        y[c][o] = max over t: x[c][o stride + t dilation - before]
 *            xGrad[c][i] = sum over o whose first maximum in row-major order lies at i: yGrad[c][o]
 * average    y[c][o] = sum over t: x[c][o stride + t - before] / divisor[o]
 *            xGrad[c][i] = sum over o whose window holds i: yGrad[c][o] / divisor[o]
 * </pre>
 *
 * <p>Lanes run along channels. Taps outside of the input are left out, so that no border is needed:
 * windows that lie within the input are walked by lines with all taps known, the few others one by
 * one with ranges of taps. The way back is the same walk, spreading instead of gathering.
 */
package dev.lanewise.processor.ops.pool;
