/**
 * Sequences: {@code [steps][features]} in time's order. What works on features works at each step
 * ({@link dev.lanewise.processor.graph.sequence}); here is what knows of time.
 */
package dev.lanewise.processor.ops.sequence;
