/**
 * Sequences without recurrence: time is folded into the rows, and what works on samples of features
 * works at each step, without knowing that there is time.
 *
 * <pre>
 * x : f32[rows&lt;=64,100,9]   xSteps = fold_time x : f32[rows&lt;=6400,9]   y = unfold_time ySteps
 * </pre>
 *
 * <p>And with it as an image, time is the axis of space that a convolution slides along:
 *
 * <pre>
 * x : f32[rows&lt;=64,100,9]   xPixels = steps_as_pixels x : f32[rows&lt;=64,9,100]   y = pixels_as_steps yPixels
 * </pre>
 *
 * <p>All four are views, and in pairs each other's gradient.
 */
package dev.lanewise.processor.graph.sequence;
