/**
 * From an annotated interface to a graph.
 *
 * <p>In comes a type of {@code javax.lang.model}, out goes a {@link
 * dev.lanewise.processor.frontend.Model} or nothing, with every fault in the diagnostics. Three
 * steps, each going as far as it can without the others:
 *
 * <ol>
 *   <li>{@code InterfaceReader} and {@code MethodReader}: what is written, one {@code Declaration}
 *       a method;
 *   <li>{@code Wiring}: who reads whom, and an order in which every node comes after what it reads;
 *   <li>{@code Assembly}: each op's room adds its nodes to the graph, changed by the modifiers
 *       beside the op.
 * </ol>
 *
 * A block goes the same way: {@code Blocks} reads it once, and each use is an {@code Assembly} of
 * its own into the model's graph, with a {@code Scope} for names and places. So a block is gone
 * when the frontend is done. Of a block that comes as a class file, {@code Companion} knows what
 * that does not keep.
 *
 * <p>A node with a fault has no value; whoever reads it is passed over in silence, so one mistake
 * is one message, and independent mistakes show in one compile.
 *
 * <p>Beyond this package nothing knows {@code javax.lang.model}; here nothing knows what an op
 * computes.
 */
package dev.lanewise.processor.frontend;
