/**
 * Products of two nodes, matrix by matrix: {@code y[..][m][n] = sum_k a[..][m][k] b[..][k][n]} for
 * each sample, leading axes stretched.
 *
 * <p>With both operands activations there is no packing to do beforehand: of each sample, {@code b}
 * is packed into panels in scratch, and then the tile of {@link
 * dev.lanewise.processor.ops.dense.RegisterTile} runs over it. Gradients are products again.
 */
package dev.lanewise.processor.ops.matmul;
