/**
 * The rooms. An op's room answers, in this order: what did the user write ({@link
 * dev.lanewise.processor.graph.Room}), what comes out and how does it differentiate ({@link
 * dev.lanewise.processor.graph.Op}), how is it computed ({@link
 * dev.lanewise.processor.graph.Algorithm}). A small op is one file, such as ops.activation.ReluOp:
 * copy it for the next. {@link dev.lanewise.processor.ops.Ops} lists the rooms.
 *
 * <p>The gradient of {@code x} is called {@code xGrad} everywhere; a backward op is an ordinary op.
 */
package dev.lanewise.processor.ops;
