/**
 * Ops on the axes of a sample: what gives elements other places (a {@link
 * dev.lanewise.processor.ops.shape.MoveOp}), and what reduces along axes. All of them are loops
 * with a stride by array and axis, a {@link dev.lanewise.processor.ops.shape.Nest}.
 *
 * <p>Axes are numbered without the batch axis. A batched value lies as rows of canonical samples,
 * so that a sample's strides follow from its shape.
 */
package dev.lanewise.processor.ops.shape;
