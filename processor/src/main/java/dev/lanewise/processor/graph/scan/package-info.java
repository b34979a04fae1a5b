/**
 * Loops over the steps of sequences.
 *
 * <p>A {@link dev.lanewise.processor.graph.scan.ScanOp} holds one step as a graph of its own, from
 * the frontend through differentiation. Then the pass {@code InlineScans} writes the step's nodes
 * into the graph around it, between ops that say what a loop adds: {@code StateOp} is a value
 * carried from step to step, {@code StepOp} an element of a sequence, {@code NextOp} sets a state
 * for the next step, {@code StackOp} makes a sequence of a value of each step. A node belongs to a
 * loop because of what it reads ({@link dev.lanewise.processor.graph.scan.Regions}), so that what
 * does not change from step to step is outside by construction, and every later pass sees ordinary
 * nodes.
 *
 * <pre>
 * y = scan x, w { s = state; z = dense s, w; y = add z, x[t]; next s = y }   becomes
 * s = state; xt = step x; z = dense s, w; yt = add z, xt; after = next s, yt; y = stack yt
 * </pre>
 *
 * <p>A program that goes on where its last run ended has a {@code KeptOp} for each state to begin
 * with, and a {@code KeepOp} that leaves there what the state has become.
 */
package dev.lanewise.processor.graph.scan;
