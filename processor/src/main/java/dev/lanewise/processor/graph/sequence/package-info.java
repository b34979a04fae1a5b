/**
 * Sequences without recurrence: time is folded into the rows, and what works on samples of features
 * works at each step, without knowing that there is time.
 *
 * <pre>
 * x : f32[rows&lt;=64,100,9]   xSteps = fold_time x : f32[rows&lt;=6400,9]   y = unfold_time ySteps
 * </pre>
 *
 * <p>Both directions are views, and each other's gradient.
 */
package dev.lanewise.processor.graph.sequence;
