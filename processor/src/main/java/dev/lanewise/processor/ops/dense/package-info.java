/**
 * The fully connected layer, {@code y = x W' + b}, on samples of features.
 *
 * <p>With the weights {@code W[out][in]} as PyTorch keeps them, and {@code r} the sample:
 *
 * <pre>
 * y[r][n]     = b[n] + sum_k x[r][k] W[n][k]          DenseOp; two of them added, of one row, DenseSumOp
 * xGrad[r][k] = sum_n yGrad[r][n] W[n][k]             DenseInputGradOp
 * WGrad[n][k] = sum_r yGrad[r][n] x[r][k]             DenseWeightGradOp
 * bGrad[n]    = sum_r yGrad[r][n]                     the same, beside it
 * </pre>
 *
 * The first two are one outer-product tile ({@link dev.lanewise.processor.ops.dense.MatrixProduct})
 * over weights in panels, along {@code n} and along {@code k}; the third is the same tile with the
 * samples contracted, and leaves its result in the very panels that the first reads, so that
 * training never repacks what it updates.
 */
package dev.lanewise.processor.ops.dense;
