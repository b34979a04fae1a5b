/**
 * Functions of one number. {@link dev.lanewise.processor.ops.activation.ActivationOp} is what they
 * share: the gradient is one elementwise node, written in the input or, where that says enough, in
 * the output, so that the input need not be kept and the function can fuse into the layer before
 * it. Such a function is one small file: copy ReluOp for the next.
 */
package dev.lanewise.processor.ops.activation;
