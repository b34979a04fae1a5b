/**
 * The dataflow graph: {@link dev.lanewise.processor.graph.Node nodes} with typed results, in order.
 * In comes what the frontend built; the passes in {@link dev.lanewise.processor.graph.pass} rewrite
 * it, pick an {@link dev.lanewise.processor.graph.Algorithm} and a {@link
 * dev.lanewise.processor.graph.Layout} for each value, plan memory, and lower it to loop IR.
 *
 * <p>Two sizes are known only at run time, the {@link dev.lanewise.processor.graph.Dim.Bound rows
 * and steps} of a call; all else is static. The ops that every graph needs are here (input,
 * parameter, fused, and in {@link dev.lanewise.processor.graph.pack} the change of a layout), those
 * that users write are in {@code ops}.
 */
package dev.lanewise.processor.graph;
