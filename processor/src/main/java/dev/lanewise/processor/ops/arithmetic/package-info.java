/**
 * Arithmetic of nodes. An op is an {@link dev.lanewise.processor.graph.Elementwise} function with
 * gradients for operands of one shape; {@link dev.lanewise.processor.ops.arithmetic.StretchedOp}
 * applies any of them to operands that stretch, forward and backward.
 */
package dev.lanewise.processor.ops.arithmetic;
